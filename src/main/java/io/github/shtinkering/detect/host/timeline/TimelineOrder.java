package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.RegistryChange;
import java.util.Comparator;

/**
 * The one order in which a host's facts are told: event time floored to the second, then stage, then exact time, then
 * id. Of keys deleted together those below come first, or the one above could not go. Shippers cut times to the second,
 * so within a second the stages order the timeline, and a disarming comes last: armed holds for the whole second of it.
 */
public final class TimelineOrder {
    public static final Comparator<Fact> BY_TIME = Comparator.<Fact>comparingLong(
                    f -> Math.floorDiv(f.timeMillis(), 1000L))
            .thenComparingInt(TimelineOrder::stage)
            .thenComparingLong(Fact::timeMillis)
            .thenComparingInt(TimelineOrder::height)
            .thenComparing(Fact::id);

    private static final long FULL_DUMP = 2;

    private TimelineOrder() {}

    private static int stage(Fact fact) {
        return switch (fact.kind()) {
            case BOOT -> 0;
            case REMOTE_REGISTRY, LOGON, LSASS_SIGHTING -> 1;
            case REGISTRY_CHANGE -> disarms(fact) ? 7 : 2;
            case WER_LAUNCH -> 3;
            case DUMP_WRITTEN -> 4;
            case FILE_HANDLED, VENDOR_DETECTION -> 5;
            case CRASH_EVIDENCE, LSASS_ENDED -> 6;
        };
    }

    private static int height(Fact fact) {
        RegistryChange change = fact.registry();
        return change != null && change.operation().deletesKey() ? -change.key().length() : 0;
    }

    /** By the change alone, so that the order is a function of the fact: what deletes, or sets a type that is not full. */
    private static boolean disarms(Fact fact) {
        RegistryChange change = fact.registry();
        if (change == null) {
            return false;
        }
        return switch (change.operation()) {
            case DELETE_KEY, DELETE_KEY_ASKED, DELETE_VALUE, SNAPSHOT_ABSENT, REIMAGED -> true;
            case SET_VALUE, SNAPSHOT_VALUE ->
                "dumptype".equals(change.value())
                        && change.number() != null
                        && change.number() != FULL_DUMP
                        && change.number() != 0;
            case CREATE_KEY, RENAME -> false;
        };
    }
}
