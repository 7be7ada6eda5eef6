package io.github.shtinkering.host;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.WerLaunch;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which facts a host keeps. Every class of facts has a bound of its own, so that a flood of one cannot push out another;
 * inside a class the least telling leave first. What stays is a function of the facts, never of their arrival.
 */
final class FactStore {
    private static final long PLAUSIBLE_PID_MAX = 65_536;

    private FactStore() {}

    /** Classes of facts, each with its bound. */
    private enum Shelf {
        /** Launches that another process asked for. */
        FOREIGN_LAUNCH(256),
        /** Launches that a crashing process asked for itself: the background of every fleet. */
        OWN_LAUNCH(256),
        ARMING(128),
        DUMP(128),
        HANDLING(64),
        CRASH(64),
        BOOT(48),
        LOGON(32),
        REMOTE_REGISTRY(16),
        DETECTION(32);

        final int limit;

        Shelf(int limit) {
            this.limit = limit;
        }
    }

    /**
     * Adds a fact; the list stays in the story's order.
     *
     * @return the fact that had to leave (possibly the new one), or null
     */
    static @Nullable Fact add(List<Fact> facts, Fact fact) {
        int at = insertionPoint(facts, fact);
        facts.add(at, fact);
        Shelf shelf = shelf(fact);
        List<Fact> sameShelf = facts.stream().filter(f -> shelf(f) == shelf).toList();
        if (sameShelf.size() <= shelf.limit) {
            return null;
        }
        Fact evicted = sameShelf.stream().min(leastTelling()).orElseThrow();
        facts.remove(evicted);
        return evicted;
    }

    static boolean contains(List<Fact> facts, Fact fact) {
        return facts.stream().anyMatch(f -> f.id().equals(fact.id()));
    }

    private static int insertionPoint(List<Fact> facts, Fact fact) {
        int at = facts.size();
        while (at > 0 && StoryOrder.BY_TIME.compare(facts.get(at - 1), fact) > 0) {
            at--;
        }
        return at;
    }

    private static Comparator<Fact> leastTelling() {
        return Comparator.<Fact>comparingInt(f -> plausible(f) ? 1 : 0).thenComparing(StoryOrder.BY_TIME);
    }

    private static boolean plausible(Fact fact) {
        WerLaunch launch = fact.launch();
        Long target = launch == null ? null : launch.targetPid();
        return target == null || target % 4 == 0 && target > 4 && target <= PLAUSIBLE_PID_MAX;
    }

    private static Shelf shelf(Fact fact) {
        return switch (fact.kind()) {
            case WER_LAUNCH -> Launches.foreign(fact) ? Shelf.FOREIGN_LAUNCH : Shelf.OWN_LAUNCH;
            case REGISTRY_CHANGE -> Shelf.ARMING;
            case DUMP_WRITTEN -> Shelf.DUMP;
            case FILE_HANDLED -> Shelf.HANDLING;
            case CRASH_EVIDENCE, LSASS_ENDED -> Shelf.CRASH;
            case BOOT, LSASS_SIGHTING -> Shelf.BOOT;
            case LOGON -> Shelf.LOGON;
            case REMOTE_REGISTRY -> Shelf.REMOTE_REGISTRY;
            case VENDOR_DETECTION -> Shelf.DETECTION;
        };
    }
}
