package io.github.shtinkering.host;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.host.HostState.TellingState;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a host just learnt, or had to leave for it, can bear on what is told of it. Nearly all that comes in a
 * quiet fleet cannot: LSASS seen again where it was, one more logon, a program that crashes by itself. "No" is certain,
 * so that the story need not be told anew to see that it is the same; in doubt the answer is "yes".
 *
 * <p>Each reason is one of the places where {@link Storyteller}, {@link LsassTimeline} and {@link Machines} look: who
 * lets them look elsewhere has to look here, too. The host's state is asked after it has learnt.
 */
final class Bearing {
    private final HostState state;
    private final int patternVersion;

    Bearing(HostState state, int patternVersion) {
        this.state = state;
        this.patternVersion = patternVersion;
    }

    /** Whether a fact that came, or one of those that left for it, can change what is told. */
    boolean ofFact(Fact came, List<Fact> left) {
        if (nothingCanBeTold()) {
            return false;
        }
        if (!isAsTold() || mayBear(came, left)) {
            return true;
        }
        for (Fact fact : left) {
            if (mayBear(fact, left)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a sighting that came, or one of those that left for it, can change what is told. */
    boolean ofSighting(SightingPoint came, List<SightingPoint> left) {
        if (nothingCanBeTold()) {
            return false;
        }
        return !isAsTold() || mayBear(came) || left.stream().anyMatch(this::mayBear);
    }

    /**
     * Whether nothing was told, and nothing is kept that could be: no more than background and crashing programs' own
     * launches, none of them at a PID that was ever seen to be LSASS's.
     */
    private boolean nothingCanBeTold() {
        if (!state.tellings.isEmpty()) {
            return false;
        }
        for (Fact fact : state.facts) {
            boolean untold = HostStory.isBackground(fact)
                    || fact.kind() == FactKind.WER_LAUNCH
                            && !Launches.foreign(fact)
                            && !wasLsass(Launches.target(fact));
            if (!untold) {
                return false;
            }
        }
        return true;
    }

    private boolean wasLsass(@Nullable Long pid) {
        if (pid == null) {
            return false;
        }
        for (SightingPoint point : state.sightings) {
            if (point.pid() == pid) {
                return true;
            }
        }
        return false;
    }

    /** Whether one machine bears the name, and something was told of it, to the pattern that listens now. */
    private boolean isAsTold() {
        if (!Machines.surelyOne(state) || state.patternVersion != patternVersion) {
            return false;
        }
        for (TellingState telling : state.tellings) {
            if (telling.count == 0 || !telling.story.equals(Machines.ONLY)) {
                return false;
            }
        }
        return !state.tellings.isEmpty();
    }

    // ---- facts -----------------------------------------------------------------------------------------------------

    private boolean mayBear(Fact fact, List<Fact> left) {
        return switch (fact.kind()) {
            case LOGON -> anyIsTouched(fact, state.facts) || anyIsTouched(fact, left);
            case WER_LAUNCH ->
                Launches.foreign(fact)
                        || wasLsass(Launches.target(fact))
                        || anyIsTouched(fact, state.facts)
                        || anyIsTouched(fact, left);
            default -> true;
        };
    }

    private static boolean anyIsTouched(Fact fact, List<Fact> others) {
        for (Fact other : others) {
            boolean touched = fact.kind() == FactKind.LOGON ? logonTouches(fact, other) : launchTouches(fact, other);
            if (touched && !other.id().equals(fact.id())) {
                return true;
            }
        }
        return false;
    }

    /** A logon is told with an act of the day after it; one over the network with a write next to it. */
    private static boolean logonTouches(Fact logon, Fact other) {
        long after = other.timeMillis() - logon.timeMillis();
        return switch (other.kind()) {
            case WER_LAUNCH, DUMP_WRITTEN -> after >= 0 && after <= StoryWindows.LOGGED_ON_MILLIS;
            case REGISTRY_CHANGE -> Math.abs(after) <= StoryWindows.REMOTE_REGISTRY_MILLIS;
            default -> false;
        };
    }

    /** A crashing program's launch is told with an alert next to it, may explain a dump, and may be seen twice. */
    private static boolean launchTouches(Fact launch, Fact other) {
        long apart = Math.abs(other.timeMillis() - launch.timeMillis());
        return switch (other.kind()) {
            case DUMP_WRITTEN -> true;
            case VENDOR_DETECTION -> apart <= StoryWindows.CRASH_AFTERMATH_MILLIS && mayBeAbout(other, launch);
            case WER_LAUNCH -> apart <= StoryWindows.SAME_HAPPENING_MILLIS;
            default -> false;
        };
    }

    private static boolean mayBeAbout(Fact alert, Fact launch) {
        Long target = alert.detection() == null ? null : alert.detection().targetPid();
        return target == null || target.equals(Launches.target(launch));
    }

    // ---- sightings -------------------------------------------------------------------------------------------------

    /**
     * A sighting tells nothing new when it lies inside the last run of its PID in the last boot, where another of its
     * source lies before it, and when nothing asks whether LSASS lived on.
     */
    private boolean mayBear(SightingPoint point) {
        long lastMark = lastBootMark();
        return !point.bucketed()
                || isContradicted(point)
                || isAskedFor(point.pid())
                || !isRepeated(point, lastMark)
                || point.source() == SightingSource.LOGON_HEADER && !isStrongWithout(point, lastMark);
    }

    private long lastBootMark() {
        long last = Long.MIN_VALUE;
        for (Fact fact : state.facts) {
            if (isBootMark(fact)) {
                last = Math.max(last, fact.timeMillis());
            }
        }
        return last;
    }

    private static boolean isBootMark(Fact fact) {
        return fact.kind() == FactKind.BOOT || fact.kind() == FactKind.LSASS_SIGHTING;
    }

    /**
     * Whether another PID is known in the last boot, or in a bucket that it began in; or a container's LSASS might be
     * told by this one (see {@link Containers}).
     */
    private boolean isContradicted(SightingPoint point) {
        long from = lastBootsFirstMark();
        for (SightingPoint other : state.sightings) {
            boolean alike = other.pid() == point.pid() && other.source() != SightingSource.CLONE;
            boolean inLastBoot = from == Long.MIN_VALUE || other.timeMillis() > from - SightingPoint.BUCKET_MILLIS;
            if (inLastBoot && !alike || alike && startedAfter(other)) {
                return true;
            }
        }
        return false;
    }

    /** The first of the marks that are the last boot's. */
    private long lastBootsFirstMark() {
        long first = Long.MIN_VALUE;
        long before = Long.MIN_VALUE;
        for (Fact fact : state.facts) {
            if (isBootMark(fact)) {
                if (before == Long.MIN_VALUE || fact.timeMillis() - before > StoryWindows.BOOT_SPAN_MILLIS) {
                    first = fact.timeMillis();
                }
                before = fact.timeMillis();
            }
        }
        return first;
    }

    /** Whether an LSASS of another PID started after a sighting. */
    private boolean startedAfter(SightingPoint point) {
        for (Fact fact : state.facts) {
            if (fact.sighting() != null
                    && fact.sighting().pid() != point.pid()
                    && fact.timeMillis() > point.timeMillis()) {
                return true;
            }
        }
        return false;
    }

    /** Whether an act may be told of this PID: then it matters how long LSASS had it, and whether it lived on. */
    private boolean isAskedFor(long pid) {
        for (Fact fact : state.facts) {
            boolean act =
                    switch (fact.kind()) {
                        case WER_LAUNCH, DUMP_WRITTEN, CRASH_EVIDENCE -> true;
                        default -> false;
                    };
            if (act && Objects.equals(Acts.target(fact), pid)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the same source told the same in this boot already. */
    private boolean isRepeated(SightingPoint point, long lastMark) {
        for (SightingPoint other : state.sightings) {
            if (!other.equals(point)
                    && other.source() == point.source()
                    && other.pid() == point.pid()
                    && other.timeMillis() >= lastMark
                    && other.timeMillis() <= point.timeMillis()) {
                return true;
            }
        }
        return false;
    }

    /** One record may come through two shippers: two headers of the same bucket may be one. */
    private boolean isStrongWithout(SightingPoint point, long lastMark) {
        long header = Long.MIN_VALUE;
        for (SightingPoint other : state.sightings) {
            if (other.equals(point) || other.pid() != point.pid() || other.timeMillis() < lastMark) {
                continue;
            }
            boolean isHeader = other.source() == SightingSource.LOGON_HEADER;
            boolean isSecond = other.twoRecords() || header != Long.MIN_VALUE && header != other.timeMillis();
            if (isHeader ? isSecond : other.source().confidence() >= LsassTimeline.STRONG) {
                return true;
            }
            header = isHeader ? other.timeMillis() : header;
        }
        return false;
    }
}
