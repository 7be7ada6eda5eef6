package io.github.shtinkering.detect.host.retention;

import io.github.shtinkering.detect.host.state.HostState;
import io.github.shtinkering.detect.host.timeline.TimelineOrder;
import io.github.shtinkering.detect.host.wer.EvictedLaunches;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import io.github.shtinkering.fact.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which facts a host keeps. Every {@link RetentionClass} has bounds of its own, by count and by size, so that a flood of one kind
 * cannot push out another; inside a class first leaves what no act {@linkplain RetentionPriority needs}, and of that what can least
 * belong to a case. How long a text is, is no rule: it is the attacker's to choose.
 */
public final class FactStore {
    /** Of the launches at one target in one day, so many first ones and so many last ones stay. */
    static final int LAUNCHES_EACH_END = 4;

    private static final long DAY_MILLIS = 86_400_000L;
    /** A launch of unknown target is kept so long. */
    private static final long UNKNOWN_TARGET_MILLIS = 7 * DAY_MILLIS;

    /** So many others within that time, and a launch that leaves was crowded out, not only old. */
    private static final int CROWD = 32;

    /** A boot's marks that no act needs. */
    private static final int BOOTS_WITHOUT_ACTS = 48;

    private final HostState state;
    private final RetentionBounds bounds;

    public FactStore(HostState state, RetentionBounds bounds) {
        this.state = state;
        this.bounds = bounds;
    }

    /** Adds a fact; the list stays in the timeline's order. What has to leave for want of room is counted. */
    public void add(Fact fact) {
        List<Fact> facts = state.facts;
        facts.add(insertionPoint(facts, fact), fact);
        if (bounds == RetentionBounds.NONE) {
            return;
        }
        RetentionClass retention = RetentionClass.of(fact);
        List<Fact> own = new ArrayList<>();
        for (Fact kept : facts) {
            if (RetentionClass.of(kept) == retention) {
                own.add(kept);
            }
        }
        List<Fact> redundant = RedundantFacts.among(own, retention);
        own.removeAll(redundant);
        List<Fact> evicted = evicted(own, retention, fact);
        facts.removeAll(redundant);
        facts.removeAll(evicted);
        state.evicted += evicted.size();
    }

    /** Makes room among the facts of a retention class. */
    private List<Fact> evicted(List<Fact> rest, RetentionClass retention, Fact fact) {
        List<Fact> evicted = new ArrayList<>();
        if (retention.holdsLaunches()) {
            inTheMiddleOfItsGroup(rest, fact, evicted);
        }
        int repeats = evicted.size();
        long size = FactSize.of(rest);
        boolean full = rest.size() > retention.limit() || size > retention.maxSize();
        boolean spare = retention == RetentionClass.BOOTS && rest.size() > BOOTS_WITHOUT_ACTS;
        if (!full && !spare) {
            return evicted;
        }
        List<Fact> crowd = List.copyOf(rest);
        Map<String, Integer> needs = new HashMap<>();
        RetentionPriority ofTheActs = new RetentionPriority(state.facts, state.sightings);
        rest.forEach(f -> needs.put(f.id(), ofTheActs.of(f)));
        while (rest.size() > retention.limit() || size > retention.maxSize()) {
            Fact least = leastNeeded(rest, retention, needs);
            size -= FactSize.of(least);
            leave(least, rest, evicted);
        }
        if (retention == RetentionClass.FOREIGN_LAUNCHES) {
            evicted.subList(repeats, evicted.size()).forEach(launch -> evictedLaunches(launch, crowd));
        }
        while (retention == RetentionClass.BOOTS && rest.size() > BOOTS_WITHOUT_ACTS) {
            Fact least = leastNeeded(rest, retention, needs);
            if (needs.getOrDefault(least.id(), RetentionPriority.NONE) > RetentionPriority.OF_AN_ACT) {
                break;
            }
            leave(least, rest, evicted);
        }
        return evicted;
    }

    private void evictedLaunches(Fact launch, List<Fact> among) {
        long near = among.stream()
                .filter(other -> Math.abs(other.timeMillis() - launch.timeMillis()) <= UNKNOWN_TARGET_MILLIS)
                .count();
        if (near > CROWD) {
            EvictedLaunches.add(state.evictedLaunches, launch);
        }
    }

    /** Of those that acts need the least, the one that tells the least. */
    private static Fact leastNeeded(List<Fact> own, RetentionClass retention, Map<String, Integer> needs) {
        int least = own.stream()
                .mapToInt(f -> needs.getOrDefault(f.id(), RetentionPriority.NONE))
                .min()
                .orElse(RetentionPriority.NONE);
        return leastTelling(
                own.stream()
                        .filter(f -> needs.getOrDefault(f.id(), RetentionPriority.NONE) == least)
                        .toList(),
                retention);
    }

    private static void leave(Fact fact, List<Fact> rest, List<Fact> evicted) {
        rest.remove(fact);
        evicted.add(fact);
    }

    /** The kept fact of an id; null when it is not kept. */
    public static @Nullable Fact find(List<Fact> facts, String id) {
        for (Fact fact : facts) {
            if (fact.id().equals(id)) {
                return fact;
            }
        }
        return null;
    }

    private static int insertionPoint(List<Fact> facts, Fact fact) {
        int at = facts.size();
        while (at > 0 && TimelineOrder.BY_TIME.compare(facts.get(at - 1), fact) > 0) {
            at--;
        }
        return at;
    }

    /** A target's first and last launches of a day tell when it began and when it ended. */
    private static void inTheMiddleOfItsGroup(List<Fact> launches, Fact fact, List<Fact> evicted) {
        List<Fact> group = launches.stream().filter(l -> sameGroup(l, fact)).toList();
        if (group.size() > 2 * LAUNCHES_EACH_END) {
            leave(group.get(LAUNCHES_EACH_END), launches, evicted);
        }
    }

    private static boolean sameGroup(Fact a, Fact b) {
        return day(a) == day(b)
                && Objects.equals(LaunchRequest.target(a), LaunchRequest.target(b))
                && Objects.equals(a.domain(), b.domain())
                && (LaunchRequest.target(a) != null || Objects.equals(wer(a), wer(b)));
    }

    private static long day(Fact fact) {
        return Math.floorDiv(fact.timeMillis(), DAY_MILLIS);
    }

    private static Object wer(Fact launch) {
        return launch.actor() == null || launch.actor().pid() == null
                ? ""
                : launch.actor().pid();
    }

    private static Fact leastTelling(List<Fact> own, RetentionClass retention) {
        if (retention == RetentionClass.REGISTRY) {
            return leastTellingWrite(own);
        }
        if (retention == RetentionClass.CRASHES) {
            return leastTellingCrash(own);
        }
        return retention.holdsLaunches()
                ? leastTellingLaunch(own)
                : own.stream()
                        .min(Comparator.<Fact>comparingInt(f -> RetentionClass.mayBelongToACase(f) ? 1 : 0)
                                .thenComparing(TimelineOrder.BY_TIME))
                        .orElseThrow();
    }

    /** Every target keeps its first launch of a day before any keeps its last, and so on inwards; then low PIDs stay. */
    private static Fact leastTellingLaunch(List<Fact> launches) {
        long newest = launches.stream().mapToLong(Fact::timeMillis).max().orElse(0);
        Map<String, Integer> ranks = ranks(launches);
        return launches.stream()
                .min(Comparator.<Fact>comparingInt(f -> RetentionClass.mayBelongToACase(f) ? 1 : 0)
                        .thenComparingInt(f -> newest - f.timeMillis() > UNKNOWN_TARGET_MILLIS ? 0 : 1)
                        .thenComparingInt(f -> -ranks.getOrDefault(f.id(), 0))
                        .thenComparingLong(f -> -pidOrMax(f))
                        .thenComparing(TimelineOrder.BY_TIME))
                .orElseThrow();
    }

    /**
     * Of each launch, how far it is from the ends of its target's of that day: 0 the first, 1 the last, 2 the second, and so
     * on. By day, for LSASS may have the same PID in several boots.
     */
    private static Map<String, Integer> ranks(List<Fact> launches) {
        Map<String, List<Fact>> targets = new HashMap<>();
        for (Fact launch : launches) {
            String target = LaunchRequest.target(launch) + "|" + launch.domain() + "|" + day(launch);
            targets.computeIfAbsent(target, t -> new ArrayList<>()).add(launch);
        }
        Map<String, Integer> ranks = new HashMap<>();
        for (List<Fact> ofTarget : targets.values()) {
            for (int i = 0; i < ofTarget.size(); i++) {
                ranks.put(ofTarget.get(i).id(), Math.min(2 * i, 2 * (ofTarget.size() - 1 - i) + 1));
            }
        }
        return ranks;
    }

    /**
     * LSASS is among the first processes of a boot, so the lower of two PIDs is the likelier to be its own; and below
     * LSASS's there are fewer, one launch each, than the class of launches that others asked for holds.
     */
    private static long pidOrMax(Fact launch) {
        Long target = LaunchRequest.target(launch);
        return target == null ? Long.MAX_VALUE : target;
    }

    /**
     * First what only repeats the write before it and after it, then what sets again what was set, then what a later
     * write of the same value has undone: who changed it first stays.
     */
    private static Fact leastTellingWrite(List<Fact> writes) {
        for (int i = 1; i < writes.size() - 1; i++) {
            if (repeats(writes.get(i - 1), writes.get(i)) && repeats(writes.get(i), writes.get(i + 1))) {
                return writes.get(i);
            }
        }
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < writes.size(); i++) {
            last.put(subject(writes.get(i)), i);
        }
        Fact undone = null;
        Map<String, Fact> before = new HashMap<>();
        for (int i = 0; i < writes.size(); i++) {
            Fact write = writes.get(i);
            Fact previous = before.put(subject(write), write);
            if (last.getOrDefault(subject(write), i) > i) {
                if (previous != null && Objects.equals(previous.registry(), write.registry())) {
                    return write;
                }
                undone = undone == null ? write : undone;
            }
        }
        return undone == null ? writes.get(0) : undone;
    }

    /** What most others tell, too, and neither the first nor the last of these. */
    private static Fact leastTellingCrash(List<Fact> records) {
        Map<Object, List<Fact>> sources = new LinkedHashMap<>();
        for (Fact fact : records) {
            Object source = fact.crash() == null ? fact.kind() : fact.crash().source();
            sources.computeIfAbsent(source, s -> new ArrayList<>()).add(fact);
        }
        List<Fact> most = sources.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElseThrow();
        return most.get(most.size() / 2);
    }

    private static boolean repeats(Fact before, Fact after) {
        return Objects.equals(before.registry(), after.registry())
                && Objects.equals(WerPrograms.name(before.actor()), WerPrograms.name(after.actor()))
                && Objects.equals(before.domain(), after.domain());
    }

    private static String subject(Fact write) {
        return write.registry() == null
                ? ""
                : write.domain()
                        + '|'
                        + write.registry().key()
                        + '|'
                        + write.registry().value();
    }
}
