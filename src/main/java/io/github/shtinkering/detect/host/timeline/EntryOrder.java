package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.detect.host.wer.DumpJoin;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.AsciiCase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Brings the entries of a timeline in order, joins those that only repeat the one before, and marks renewals. */
final class EntryOrder {
    private final List<TimelineEntry> entries;

    private EntryOrder(List<TimelineEntry> entries) {
        this.entries = new ArrayList<>(entries);
        this.entries.sort(Comparator.comparing(entry -> entry.event().fact(), TimelineOrder.BY_TIME));
    }

    /** The entries of one machine in the timeline's order. */
    static List<TimelineEntry> ordered(List<TimelineEntry> entries) {
        EntryOrder order = new EntryOrder(entries);
        order.launchesBeforeTheirDumps();
        return renewalsMarked(order.repeatsJoined());
    }

    /** Two clocks may put a dump a little before the launch that it is of: it is told after it. */
    private void launchesBeforeTheirDumps() {
        for (int i = 0; i < entries.size(); i++) {
            TimelineEntry dump = entries.get(i);
            if (dump.kind() != EntryKind.DUMP) {
                continue;
            }
            int launch = -1;
            for (int j = i + 1; j < entries.size(); j++) {
                TimelineEntry later = entries.get(j);
                if (later.kind() == EntryKind.LAUNCH
                        && DumpJoin.joins(later.event().fact(), dump.event().fact())) {
                    launch = j;
                }
            }
            if (launch > 0 && noneJoinedBefore(i)) {
                entries.add(launch, entries.remove(i));
                i--;
            }
        }
    }

    private boolean noneJoinedBefore(int dump) {
        return entries.subList(0, dump).stream()
                .noneMatch(t -> t.kind() == EntryKind.LAUNCH
                        && DumpJoin.joins(
                                t.event().fact(), entries.get(dump).event().fact()));
    }

    /** A write that only repeats the one before (a policy that is applied again) is one element with a count. */
    private List<TimelineEntry> repeatsJoined() {
        List<TimelineEntry> joined = new ArrayList<>();
        for (TimelineEntry element : entries) {
            TimelineEntry before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null && repeats(before, element)) {
                joined.set(joined.size() - 1, repeated(before, element));
            } else {
                joined.add(element);
            }
        }
        return joined;
    }

    private static boolean repeats(TimelineEntry before, TimelineEntry element) {
        return before.kind() == element.kind()
                && (element.kind() == EntryKind.ARMING || element.kind() == EntryKind.PREPARATION)
                && Objects.equals(before.arming(), element.arming())
                && sameWriter(before.event().fact(), element.event().fact())
                && Objects.equals(
                        before.event().fact().registry(), element.event().fact().registry());
    }

    /** As far as an exception can tell writers apart. */
    private static boolean sameWriter(Fact a, Fact b) {
        ProcessRef left = a.actor();
        ProcessRef right = b.actor();
        if (left == null || right == null) {
            return left == null && right == null;
        }
        return AsciiCase.equalsIgnoreCase(left.executable(), right.executable())
                && Objects.equals(left.userSid(), right.userSid())
                && Objects.equals(left.sha256(), right.sha256());
    }

    private static TimelineEntry repeated(TimelineEntry before, TimelineEntry element) {
        ObservedEvent first = before.event();
        ObservedEvent next = element.event();
        ObservedEvent both = new ObservedEvent(
                first.fact(),
                first.firstMillis(),
                Math.max(first.lastMillis(), next.lastMillis()),
                first.count() + next.count(),
                first.formats(),
                first.origins(),
                Stream.concat(first.members().stream(), next.members().stream())
                        .distinct()
                        .limit(ObservedEvents.ORIGINS)
                        .toList());
        return before.about(both);
    }

    /** Armed is a state: the write that began it stands for those that only say it again. */
    private static List<TimelineEntry> renewalsMarked(List<TimelineEntry> machine) {
        List<TimelineEntry> marked = new ArrayList<>();
        ArmingsInForce inForce = new ArmingsInForce();
        for (TimelineEntry element : machine) {
            boolean renews = element.kind() == EntryKind.ARMING && inForce.isArmed();
            marked.add(renews ? element.renewing() : element);
            inForce.follow(element);
        }
        return marked;
    }
}
