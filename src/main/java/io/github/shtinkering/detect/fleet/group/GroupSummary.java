package io.github.shtinkering.detect.fleet.group;

import io.github.shtinkering.detect.casebook.scoring.VendorAnswer;
import io.github.shtinkering.detect.fleet.count.DistinctHosts;
import java.util.ArrayList;
import java.util.Collection;
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
public class GroupSummary implements GroupNumbers {
    /** Names that are kept. */
    public static final int NAMES = 100;
    /** Identities that are kept, for finding the group again and for its fingerprint. */
    private static final int IDENTITIES = 64;

    /** Its hosts. */
    public DistinctHosts hosts = new DistinctHosts();
    /** Those with a life of their own. */
    public DistinctHosts living = new DistinctHosts();
    /** Hosts by the answer to their alerts, also those that do not belong. */
    public Map<String, DistinctHosts> answers = new HashMap<>();
    /** The first names, in order. */
    public List<String> names = new ArrayList<>();
    /** What its members have in common: that by which they are one group, the most frequent first. */
    public List<String> identities = new ArrayList<>();
    /** Those of them that at least two hosts bear: by these they were joined. */
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
    /** Whether whoever joins it counts, and is not only shown with it. */
    public boolean proven;

    /**
     * These members in numbers; what most of them have in common is settled now.
     *
     * @param score what a member's case scores in it
     */
    public static GroupSummary of(Collection<IdentityNode> nodes, ToIntFunction<IdentityNode> score) {
        List<GroupMember> members = nodes.stream().map(IdentityNode::member).toList();
        GroupSummary summary = new GroupSummary();
        Map<String, Integer> bearers = CommonTraits.hosts(members, GroupMember::identities);
        summary.identities = new ArrayList<>(
                CommonTraits.first(bearers).stream().limit(IDENTITIES).toList());
        summary.handles = new ArrayList<>(
                summary.identities.stream().filter(i -> bearers.get(i) > 1).toList());
        summary.traits = new ArrayList<>(CommonTraits.ofMost(members, GroupMember::traits));
        nodes.forEach(node -> summary.add(node.member(), score.applyAsInt(node)));
        return summary;
    }

    /** Takes a member in. */
    public void add(GroupMember member, int memberScore) {
        hosts.add(member.host());
        if (member.ownLife()) {
            living.add(member.host());
        }
        keepFirst(names, member.hostName(), NAMES);
        addStages(member.stages());
        firstMillis = Math.min(firstMillis, Collections.min(member.times()));
        lastMillis = Math.max(lastMillis, Collections.max(member.times()));
        worse(memberScore, member.caseId());
        confirmed |= member.confirmed();
        eligible &= member.eligible() || member.confirmed();
        answer(member);
    }

    private void addStages(List<String> more) {
        if (!stages.containsAll(more)) {
            TreeSet<String> all = new TreeSet<>(stages);
            all.addAll(more);
            stages = new ArrayList<>(all);
        }
    }

    /** Counts the answer to a member's alert. */
    public void answer(GroupMember member) {
        if (member.answer() != null) {
            answer(member.answer(), member.host());
        }
    }

    /** Counts a host with such an answer. */
    public void answer(VendorAnswer answer, String host) {
        answers.computeIfAbsent(answer.name(), a -> new DistinctHosts()).add(host);
    }

    /** Remembers an identity that at least two of its hosts bear. */
    public void share(String identity) {
        keepFirst(handles, identity, IDENTITIES);
    }

    /** Takes another summary in. */
    public void addAll(GroupSummary other) {
        hosts.addAll(other.hosts);
        living.addAll(other.living);
        other.answers.forEach((answer, count) ->
                answers.computeIfAbsent(answer, a -> new DistinctHosts()).addAll(count));
        other.names.forEach(name -> keepFirst(names, name, NAMES));
        other.handles.forEach(this::share);
        addStages(other.stages);
        firstMillis = Math.min(firstMillis, other.firstMillis);
        lastMillis = Math.max(lastMillis, other.lastMillis);
        worse(other.score, other.worstCase);
        confirmed |= other.confirmed;
        eligible &= other.eligible;
        proven |= other.proven;
    }

    private void worse(int otherScore, String otherCase) {
        if (otherScore > score || otherScore == score && otherCase.compareTo(worstCase) < 0) {
            score = otherScore;
            worstCase = otherCase;
        }
    }

    private static void keepFirst(List<String> sorted, String text, int most) {
        int place = Collections.binarySearch(sorted, text);
        if (place < 0 && ~place < most) {
            sorted.add(~place, text);
            if (sorted.size() > most) {
                sorted.remove(most);
            }
        }
    }

    /** One that does not change with this one. */
    GroupSummary copy() {
        GroupSummary copy = new GroupSummary();
        copy.hosts = hosts.copy();
        copy.living = living.copy();
        answers.forEach((answer, count) -> copy.answers.put(answer, count.copy()));
        copy.names = new ArrayList<>(names);
        copy.identities = new ArrayList<>(identities);
        copy.handles = new ArrayList<>(handles);
        copy.traits = new ArrayList<>(traits);
        copy.stages = new ArrayList<>(stages);
        copy.firstMillis = firstMillis;
        copy.lastMillis = lastMillis;
        copy.score = score;
        copy.worstCase = worstCase;
        copy.confirmed = confirmed;
        copy.eligible = eligible;
        copy.proven = proven;
        return copy;
    }

    @Override
    public DistinctHosts.Estimate hostEstimate() {
        return hosts.estimate();
    }

    @Override
    public long firstMillis() {
        return firstMillis;
    }

    @Override
    public int score() {
        return score;
    }

    @Override
    public String worstCase() {
        return worstCase;
    }

    @Override
    public List<String> stages() {
        return stages;
    }

    @Override
    public List<String> firstHosts(int most) {
        return names.stream().limit(most).toList();
    }

    @Override
    public boolean confirmed() {
        return confirmed;
    }

    @Override
    public long answered(VendorAnswer answer) {
        DistinctHosts count = answers.get(answer.name());
        return count == null ? 0 : count.count();
    }

    @Override
    public long answered() {
        return answers.values().stream().mapToLong(DistinctHosts::count).sum();
    }
}
