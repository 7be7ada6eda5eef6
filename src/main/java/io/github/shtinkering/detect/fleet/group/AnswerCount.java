package io.github.shtinkering.detect.fleet.group;

import io.github.shtinkering.detect.casebook.scoring.VendorAnswer;
import io.github.shtinkering.detect.fleet.count.TextCounts;
import java.util.EnumMap;
import java.util.Map;

/** Hosts by our answer to their alerts, counted exactly. */
public final class AnswerCount {
    private final Map<VendorAnswer, TextCounts> hosts = new EnumMap<>(VendorAnswer.class);
    private final TextCounts all = new TextCounts();

    public void add(GroupMember member) {
        if (member.answer() != null) {
            hosts.computeIfAbsent(member.answer(), answer -> new TextCounts()).add(member.host());
            all.add(member.host());
        }
    }

    public void remove(GroupMember member) {
        if (member.answer() != null) {
            hosts.get(member.answer()).remove(member.host());
            all.remove(member.host());
        }
    }

    public long count(VendorAnswer answer) {
        TextCounts answered = hosts.get(answer);
        return answered == null ? 0 : answered.distinct().size();
    }

    public long count() {
        return all.distinct().size();
    }

    /** Counts all of them there. */
    public void countIn(GroupSummary summary) {
        hosts.forEach((answer, counted) -> counted.distinct().forEach(host -> summary.answer(answer, host)));
    }
}
