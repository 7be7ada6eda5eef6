package io.github.shtinkering.detect.host.retention;

import io.github.shtinkering.detect.host.lsass.BootSpans;
import io.github.shtinkering.detect.host.lsass.CorrelationWindows;
import io.github.shtinkering.detect.host.lsass.LsassTimeline;
import io.github.shtinkering.detect.host.lsass.NetworkLogons;
import io.github.shtinkering.detect.host.lsass.SightingPoint;
import io.github.shtinkering.detect.host.wer.DumpJoin;
import io.github.shtinkering.detect.host.wer.DumpName;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.detect.host.wer.LsassActs;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.SightingSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much the timeline of a host would lose with a fact, as far as its acts go: launches that another process asked for or
 * that are at LSASS, dumps of LSASS, and crashes. What an act needs to be judged (the boot that it lies in, the arming in
 * front of it, what was done with its dump, what followed it) does not leave before the act.
 */
final class RetentionPriority {
    /** Nothing that is kept needs it. */
    static final int NONE = 0;
    /** Of an act whose target is not known to have been LSASS. */
    static final int OF_AN_ACT = 1;
    /** Of an act at a PID that some record shows as LSASS's in that boot. */
    private static final int OF_LSASS = 2;
    /** Of an act at a PID that LSASS's own records show. */
    private static final int OF_LSASS_BY_ITSELF = 3;

    private static final long SECOND_MILLIS = 1_000L;

    private final List<Fact> facts;
    private final BootSpans fine;
    private final BootSpans coarse;
    private final Map<Long, List<SightingPoint>> seen = new HashMap<>();
    private final List<Fact> foreignLaunches;
    private final List<Fact> writesByServices;
    private final List<Act> acts = new ArrayList<>();
    private final Map<String, Integer> levels = new HashMap<>();
    private @Nullable Map<String, Integer> decidingWrites;
    private @Nullable Set<DumpName> dumpNames;

    private record Act(Fact fact, int level) {
        long timeMillis() {
            return fact.timeMillis();
        }
    }

    /** A change of the registry, and of which value. */
    private record Write(Fact fact, String subject) {}

    RetentionPriority(List<Fact> facts, List<SightingPoint> sightings) {
        this.facts = facts;
        this.foreignLaunches = facts.stream()
                .filter(f -> f.kind() == FactKind.WER_LAUNCH && LaunchRequest.foreign(f))
                .toList();
        this.writesByServices = facts.stream()
                .filter(f -> f.registry() != null && Objects.equals(WerPrograms.name(f.actor()), "svchost.exe"))
                .toList();
        this.fine = BootSpans.fine(facts);
        this.coarse = BootSpans.coarse(facts);
        sightings.forEach(point ->
                seen.computeIfAbsent(point.pid(), pid -> new ArrayList<>()).add(point));
        for (Fact fact : facts) {
            int level = levelOfAct(fact);
            if (level > NONE) {
                acts.add(new Act(fact, level));
                levels.put(fact.id(), level);
            }
        }
    }

    BootSpans fine() {
        return fine;
    }

    BootSpans coarse() {
        return coarse;
    }

    /**
     * The targets of the acts in each span, and in those of the day after, which tell whether LSASS lived on; null stands
     * for one that is not told.
     */
    Map<Integer, Set<Long>> askedFor(BootSpans spans) {
        Map<Integer, Set<Long>> asked = new HashMap<>();
        for (Act act : acts) {
            int last = spans.of(act.timeMillis() + LsassTimeline.STALE_MILLIS);
            for (int span = spans.of(act.timeMillis()); span <= last; span++) {
                asked.computeIfAbsent(span, s -> new HashSet<>()).add(LsassActs.target(act.fact()));
            }
        }
        return asked;
    }

    /** How much would be lost with a fact: the more, the higher. */
    int of(Fact fact) {
        return switch (fact.kind()) {
            case WER_LAUNCH, DUMP_WRITTEN -> levels.getOrDefault(fact.id(), NONE);
            case REGISTRY_CHANGE -> decidingWrites().getOrDefault(fact.id(), NONE);
            case FILE_HANDLED -> handlesADump(fact) ? OF_AN_ACT : NONE;
            case CRASH_EVIDENCE, LSASS_ENDED, VENDOR_DETECTION -> follows(fact) ? OF_AN_ACT : NONE;
            case BOOT, LSASS_SIGHTING -> ofMark(fact);
            case LOGON, REMOTE_REGISTRY -> isNextToAWrite(fact) ? OF_AN_ACT : NONE;
        };
    }

    private int levelOfAct(Fact fact) {
        return switch (fact.kind()) {
            case WER_LAUNCH ->
                Math.max(
                        claim(LaunchRequest.target(fact), fact.timeMillis()),
                        LaunchRequest.foreign(fact) ? OF_AN_ACT : NONE);
            case DUMP_WRITTEN -> levelOfDump(fact);
            case CRASH_EVIDENCE -> OF_AN_ACT;
            default -> NONE;
        };
    }

    private int levelOfDump(Fact dump) {
        DumpName name = DumpName.of(dump);
        boolean byWer = WerPrograms.isWerInPlace(dump.actor()) || writtenByALaunch(dump);
        if (name == null || !name.ofLsass()) {
            return byWer && writtenByALaunch(dump) ? OF_AN_ACT : NONE;
        }
        boolean mayBeByWer = byWer || WerPrograms.name(dump.actor()) == null;
        return mayBeByWer ? Math.max(OF_AN_ACT, claim(name.pid(), dump.timeMillis())) : NONE;
    }

    private boolean writtenByALaunch(Fact dump) {
        for (Fact launch : foreignLaunches) {
            if (DumpJoin.writtenByItsProcess(launch, dump)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a PID is known as LSASS's in the boot of a time, and by whom. */
    private int claim(@Nullable Long pid, long timeMillis) {
        int level = NONE;
        for (SightingPoint point : pid == null ? List.<SightingPoint>of() : seen.getOrDefault(pid, List.of())) {
            boolean inTheBoot = coarse.of(point.timeMillis()) <= coarse.of(timeMillis)
                    && coarse.of(point.timeMillis() + SightingPoint.BUCKET_MILLIS) >= coarse.of(timeMillis);
            if (inTheBoot) {
                boolean byItself = point.source() == SightingSource.LOGON_HEADER;
                level = Math.max(level, byItself ? OF_LSASS_BY_ITSELF : OF_LSASS);
            }
        }
        return level;
    }

    /** A boot that begins or ends a stretch with an act, and rather a record of Windows' own than any process's start. */
    private int ofMark(Fact mark) {
        boolean ofWindows = BootSpans.isOfWindows(mark);
        int before = fine.of(mark.timeMillis() - CorrelationWindows.BOOT_SPAN_MILLIS);
        int after = fine.of(mark.timeMillis() + CorrelationWindows.BOOT_SPAN_MILLIS);
        int coarsely = coarse.of(mark.timeMillis());
        for (Act act : acts) {
            int span = fine.of(act.timeMillis());
            int boot = coarse.of(act.timeMillis());
            if (span >= before && span <= after || ofWindows && (boot == coarsely || boot == coarsely - 1)) {
                return ofWindows ? OF_LSASS_BY_ITSELF : OF_LSASS;
            }
        }
        return ofWindows ? OF_AN_ACT : NONE;
    }

    /** What stood of each value when an act was done, and what became of it next. */
    private Map<String, Integer> decidingWrites() {
        if (decidingWrites == null) {
            Map<String, Integer> found = new HashMap<>();
            List<Write> writes = new ArrayList<>();
            for (Fact fact : facts) {
                if (fact.registry() != null) {
                    writes.add(new Write(
                            fact, fact.registry().key() + '|' + fact.registry().value()));
                }
            }
            for (Act act : acts) {
                Map<String, Fact> last = new HashMap<>();
                Map<String, Fact> next = new HashMap<>();
                for (Write write : writes) {
                    if (write.fact().timeMillis() < act.timeMillis() + SECOND_MILLIS) {
                        last.put(write.subject(), write.fact());
                    } else if (write.fact().timeMillis() <= act.timeMillis() + CorrelationWindows.CLEAN_UP_MILLIS) {
                        next.putIfAbsent(write.subject(), write.fact());
                    }
                }
                last.values().forEach(fact -> found.merge(fact.id(), act.level(), Math::max));
                next.values().forEach(fact -> found.merge(fact.id(), act.level(), Math::max));
            }
            decidingWrites = found;
        }
        return decidingWrites;
    }

    private boolean handlesADump(Fact handling) {
        if (handling.file() == null) {
            return false;
        }
        DumpName before = DumpName.parse(handling.file().path());
        DumpName after = DumpName.parse(handling.file().newPath());
        return before != null && dumpNames().contains(before)
                || after != null && dumpNames().contains(after);
    }

    private Set<DumpName> dumpNames() {
        if (dumpNames == null) {
            Set<DumpName> found = new HashSet<>();
            for (Act act : acts) {
                DumpName name = DumpName.of(act.fact());
                if (name != null) {
                    found.add(name);
                }
            }
            dumpNames = found;
        }
        return dumpNames;
    }

    private boolean follows(Fact fact) {
        return acts.stream()
                .anyMatch(act -> act.level() > OF_AN_ACT
                        && Math.abs(fact.timeMillis() - act.timeMillis()) <= CorrelationWindows.CRASH_AFTERMATH_MILLIS);
    }

    private boolean isNextToAWrite(Fact evidence) {
        boolean mayTell = evidence.kind() == FactKind.REMOTE_REGISTRY || NetworkLogons.isOne(evidence);
        return mayTell && writesByServices.stream().anyMatch(write -> NetworkLogons.isNear(evidence, write));
    }
}
