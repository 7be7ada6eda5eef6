package io.github.shtinkering.fleet;

import io.github.shtinkering.casebook.VendorAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * A group of hosts in numbers: counts, extremes, and the first names in order. All of it is a function of who is in it, not
 * of the order in which they came. Groups of more hosts than are kept one by one are kept so; nobody leaves them. A Flink
 * POJO.
 */
public class Crowd {
    /** Names that are kept. */
    static final int NAMES = 100;
    /** Identities that are kept, for finding the group again and for its fingerprint. */
    private static final int IDENTITIES = 64;

    /** Its hosts. */
    public HostCount hosts = new HostCount();
    /** Hosts by the answer to their alerts, also those that do not belong. */
    public Map<String, HostCount> answers = new HashMap<>();
    /** The first names, in order. */
    public List<String> names = new ArrayList<>();
    /** What its members have in common: that by which they are one group, the most frequent first. */
    public List<String> identities = new ArrayList<>();
    /** Those of them that at least two hosts bear: by these they were joined. Empty in the state of older programs. */
    public List<String> handles = new ArrayList<>();
    /** What else most of them have in common. */
    public List<String> traits = new ArrayList<>();
    /** Stages of their cases, sorted. */
    public List<String> stages = new ArrayList<>();

    public long firstMillis = Long.MAX_VALUE;
    public long lastMillis = Long.MIN_VALUE;
    /** The worst case's score, and its id. */
    public int score = -1;

    public String worstCase = "";
    /** Whether LSASS was the target of one of the cases. */
    public boolean confirmed;
    /** Whether its cases may be lowered for being common. */
    public boolean eligible = true;

    /**
     * These members in numbers; what most of them have in common is settled now.
     *
     * @param score what a member's case scores in it
     */
    static Crowd of(List<Member> members, ToIntFunction<Member> score) {
        Crowd crowd = new Crowd();
        crowd.identities = new ArrayList<>(Common.first(members, m -> m.identities).stream()
                .limit(IDENTITIES)
                .toList());
        List<String> shared = Common.ofAtLeast(2, members, m -> m.identities);
        crowd.handles = new ArrayList<>(
                crowd.identities.stream().filter(shared::contains).toList());
        crowd.traits = new ArrayList<>(Common.ofMost(members, m -> m.traits));
        members.forEach(member -> crowd.add(member, score.applyAsInt(member)));
        return crowd;
    }

    /** Takes a member in. */
    void add(Member member, int memberScore) {
        hosts.add(member.host);
        keepFirst(member.hostName);
        if (!stages.containsAll(member.stages)) {
            TreeSet<String> all = new TreeSet<>(stages);
            all.addAll(member.stages);
            stages = new ArrayList<>(all);
        }
        firstMillis = Math.min(firstMillis, Collections.min(member.times));
        lastMillis = Math.max(lastMillis, Collections.max(member.times));
        worse(memberScore, member.caseId);
        confirmed |= member.confirmed;
        eligible &= member.eligible || member.confirmed;
        answer(member);
    }

    /** Counts the answer to a member's alert. */
    void answer(Member member) {
        if (member.answer != null) {
            answers.computeIfAbsent(member.answer.name(), answer -> new HostCount())
                    .add(member.host);
        }
    }

    /** Takes another crowd in. */
    void addAll(Crowd other) {
        hosts.addAll(other.hosts);
        other.answers.forEach((answer, count) ->
                answers.computeIfAbsent(answer, a -> new HostCount()).addAll(count));
        other.names.forEach(this::keepFirst);
        TreeSet<String> all = new TreeSet<>(stages);
        all.addAll(other.stages);
        stages = new ArrayList<>(all);
        firstMillis = Math.min(firstMillis, other.firstMillis);
        lastMillis = Math.max(lastMillis, other.lastMillis);
        worse(other.score, other.worstCase);
        confirmed |= other.confirmed;
        eligible &= other.eligible;
    }

    private void worse(int otherScore, String otherCase) {
        if (otherScore > score || otherScore == score && otherCase.compareTo(worstCase) < 0) {
            score = otherScore;
            worstCase = otherCase;
        }
    }

    private void keepFirst(String name) {
        int place = Collections.binarySearch(names, name);
        if (place < 0 && ~place < NAMES) {
            names.add(~place, name);
            if (names.size() > NAMES) {
                names.remove(NAMES);
            }
        }
    }

    /** How many hosts' alerts were answered so. */
    long answered(VendorAnswer answer) {
        HostCount count = answers.get(answer.name());
        return count == null ? 0 : count.count();
    }
}
