package io.github.shtinkering.detect.fleet.group;

import io.github.shtinkering.detect.casebook.scoring.VendorAnswer;
import io.github.shtinkering.detect.fleet.count.DistinctHosts;
import io.github.shtinkering.detect.fleet.count.TextCounts;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The members of a group in numbers, kept as they come and go: exact, and a function of who is in it, in whatever order.
 * What takes a look at every member (names, traits, what most have in common) is made when a document is, as a {@link GroupSummary}.
 */
public final class GroupTally implements GroupNumbers {
    private final SlidingWindow times;
    private final AnswerCount answers;
    private final boolean ownAnswers;
    private final Map<IdentityNode, Scored> scores = new HashMap<>();
    private final TreeSet<Scored> worstFirst = new TreeSet<>(Comparator.comparingInt(Scored::score)
            .reversed()
            .thenComparing(Scored::caseId)
            .thenComparing(Scored::host));
    private final TextCounts hosts = new TextCounts();
    private final TextCounts stages = new TextCounts();
    private int confirmed;

    private record Scored(int score, String caseId, String host) {}

    /**
     * @param times of the members
     * @param answers to the alerts of its members, counted here; of a form of launch all are counted, also those that are no
     *     part of the group, elsewhere
     * @param ownAnswers whether they are counted here
     */
    public GroupTally(SlidingWindow times, AnswerCount answers, boolean ownAnswers) {
        this.times = times;
        this.answers = answers;
        this.ownAnswers = ownAnswers;
    }

    /**
     * Counts a member.
     *
     * @param score what the member's case scores in it
     */
    public void add(IdentityNode node, int score) {
        GroupMember member = node.member();
        hosts.add(member.host());
        stages.addAll(member.stages());
        confirmed += member.confirmed() ? 1 : 0;
        if (ownAnswers) {
            answers.add(member);
        }
        score(node, score);
    }

    public void remove(IdentityNode node) {
        Scored scored = scores.remove(node);
        if (scored == null) {
            return;
        }
        worstFirst.remove(scored);
        GroupMember member = node.member();
        hosts.remove(member.host());
        stages.removeAll(member.stages());
        confirmed -= member.confirmed() ? 1 : 0;
        if (ownAnswers) {
            answers.remove(member);
        }
    }

    /** Of a member that is in it: its case scores something else now. */
    public void rescore(IdentityNode node, int score) {
        Scored before = scores.get(node);
        if (before != null) {
            worstFirst.remove(before);
            score(node, score);
        }
    }

    private void score(IdentityNode node, int score) {
        Scored scored = new Scored(score, node.member().caseId(), node.member().host());
        scores.put(node, scored);
        worstFirst.add(scored);
    }

    public int hostCount() {
        return hosts.distinct().size();
    }

    @Override
    public DistinctHosts.Estimate hostEstimate() {
        return new DistinctHosts.Estimate(hostCount(), null);
    }

    @Override
    public long firstMillis() {
        return times.firstMillis();
    }

    @Override
    public int score() {
        return worstFirst.first().score();
    }

    @Override
    public String worstCase() {
        return worstFirst.first().caseId();
    }

    @Override
    public List<String> stages() {
        return List.copyOf(stages.distinct());
    }

    @Override
    public List<String> firstHosts(int most) {
        return hosts.distinct().stream().limit(most).toList();
    }

    @Override
    public boolean confirmed() {
        return confirmed > 0;
    }

    @Override
    public long answered(VendorAnswer answer) {
        return answers.count(answer);
    }

    @Override
    public long answered() {
        return answers.count();
    }
}
