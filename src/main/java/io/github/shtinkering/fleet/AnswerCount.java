package io.github.shtinkering.fleet;

import io.github.shtinkering.casebook.VendorAnswer;
import java.util.EnumMap;
import java.util.Map;

/** Hosts by our answer to their alerts, counted exactly. */
final class AnswerCount {
    private final Map<VendorAnswer, Bag> hosts = new EnumMap<>(VendorAnswer.class);
    private final Bag all = new Bag();

    void add(Member member) {
        if (member.answer() != null) {
            hosts.computeIfAbsent(member.answer(), answer -> new Bag()).add(member.host());
            all.add(member.host());
        }
    }

    void remove(Member member) {
        if (member.answer() != null) {
            hosts.get(member.answer()).remove(member.host());
            all.remove(member.host());
        }
    }

    long count(VendorAnswer answer) {
        Bag answered = hosts.get(answer);
        return answered == null ? 0 : answered.distinct().size();
    }

    long count() {
        return all.distinct().size();
    }

    /** Counts all of them there. */
    void countIn(Crowd crowd) {
        hosts.forEach((answer, bag) -> bag.distinct().forEach(host -> crowd.answer(answer, host)));
    }
}
