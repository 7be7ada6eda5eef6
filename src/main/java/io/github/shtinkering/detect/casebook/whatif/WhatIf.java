package io.github.shtinkering.detect.casebook.whatif;

import io.github.shtinkering.detect.casebook.evidence.CaseEvidence;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.detect.host.timeline.ArmingsInForce;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.ObservedEvent;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.detect.pattern.Chain;
import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactHeader;
import io.github.shtinkering.fact.FactPayload;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.fact.WerLaunch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A case's evidence with one fact more, as the host's timeline and the pattern would tell it: what a {@link Counterfactual}
 * tries.
 */
final class WhatIf {
    private static final long MINUTE_MILLIS = 60_000L;
    private static final long QUARTER_HOUR_MILLIS = 15 * MINUTE_MILLIS;
    private static final String WHY = "supposed";
    private static final String CRASH_DUMPS =
            "C:\\Windows\\System32\\config\\systemprofile\\AppData\\Local\\CrashDumps\\";

    private final CaseEvidence evidence;

    WhatIf(CaseEvidence evidence) {
        this.evidence = evidence;
    }

    static boolean unknown(TimelineEntry launch) {
        return launch.target() != null && launch.target().resolution() == Resolution.UNKNOWN;
    }

    /** The host booted a minute after an act. */
    CaseEvidence reboot(TimelineEntry act) {
        Fact boot = fact(act, after(act, MINUTE_MILLIS), null, new BootMark(WHY, null));
        return with(entry(act, EntryKind.REBOOT, boot, null, null));
    }

    /** LSASS was seen with its PID a quarter of an hour after an act. */
    CaseEvidence alive(TimelineEntry act, long pid) {
        LsassSighting seen = new LsassSighting(pid, SightingSource.PROCESS_ACCESS);
        Fact sighting = fact(act, after(act, QUARTER_HOUR_MILLIS), null, seen);
        return with(entry(act, EntryKind.LSASS_ALIVE, sighting, null, null));
    }

    /** Whose the PIDs of all launches were that one does not know of. */
    CaseEvidence resolved(Resolution resolution) {
        TargetResolution target = new TargetResolution(resolution, null, List.of(), false, WHY);
        return each(t -> t.kind() == EntryKind.LAUNCH && unknown(t)
                ? entry(t, EntryKind.LAUNCH, t.event().fact(), target, null)
                : t);
    }

    /** WerFault wrote the dump of a launch, a minute after it. */
    CaseEvidence dump(TimelineEntry launch, long pid) {
        String path = CRASH_DUMPS + "lsass.exe." + pid + ".dmp";
        FileActivity file = new FileActivity(FileActivity.Operation.CREATED, path, null, null, null, null);
        Fact fact =
                fact(launch, after(launch, MINUTE_MILLIS), launch.event().fact().actor(), file);
        String launchId = launch.event().id();
        List<Chain> chains = new ArrayList<>(evidence.chains());
        chains.add(chain(launch, null, launchId, fact.id()));
        for (Chain chain : evidence.chains()) {
            if (launchId.equals(chain.launchId()) && chain.armingId() != null) {
                chains.add(chain(launch, chain.armingId(), launchId, fact.id()));
            }
        }
        // WER's name for the dump also tells that the target was LSASS.
        CaseEvidence named = each(t -> t.event().id().equals(launchId) && t.kind() == EntryKind.LAUNCH
                ? entry(t, EntryKind.LAUNCH, t.event().fact(), byItsDump(Objects.requireNonNull(t.target()), pid), null)
                : t);
        return with(named.elements(), entry(launch, EntryKind.DUMP, fact, null, DumpNature.LSASS_BY_WER), chains);
    }

    /** As the timeline's builder resolves it: where nothing else is known, the name is one source of medium confidence. */
    private static TargetResolution byItsDump(TargetResolution known, long pid) {
        return known.resolution() == Resolution.CONFIRMED
                ? known
                : new TargetResolution(
                        Resolution.CONFIRMED,
                        pid,
                        known.sources(),
                        known.sources().isEmpty(),
                        WHY);
    }

    /** Another process had WerFault launched at LSASS, a minute after everything else. */
    CaseEvidence launch() {
        TimelineEntry first = evidence.elements().get(0);
        long last = evidence.elements().stream()
                .mapToLong(entry -> entry.event().lastMillis())
                .max()
                .orElseThrow();
        long pid = 4;
        WerLaunch launch =
                new WerLaunch(WerLaunch.Program.WERFAULT, WerLaunch.Form.REPORT, pid, pid + 4, false, List.of());
        Fact fact = fact(first, last + MINUTE_MILLIS, null, launch);
        TargetResolution target = new TargetResolution(Resolution.CONFIRMED, pid, List.of(), false, WHY);
        List<Chain> chains = new ArrayList<>(evidence.chains());
        ArmingsInForce.after(evidence.elements())
                .entries()
                .forEach(a -> chains.add(chain(a, a.event().id(), fact.id(), null)));
        return with(evidence.elements(), entry(first, EntryKind.LAUNCH, fact, target, null), chains);
    }

    private CaseEvidence with(TimelineEntry extra) {
        return with(evidence.elements(), extra, evidence.chains());
    }

    private CaseEvidence with(List<TimelineEntry> elements, TimelineEntry extra, List<Chain> chains) {
        List<TimelineEntry> more = new ArrayList<>(elements);
        more.add(extra);
        return new CaseEvidence(more, evidence.borrowed(), chains);
    }

    private CaseEvidence each(UnaryOperator<TimelineEntry> change) {
        List<TimelineEntry> changed = evidence.elements().stream().map(change).toList();
        return new CaseEvidence(changed, evidence.borrowed(), evidence.chains());
    }

    private static Chain chain(
            TimelineEntry like, @Nullable String armingId, @Nullable String launchId, @Nullable String dumpId) {
        return new Chain(like.host(), like.machine(), like.generation(), armingId, launchId, dumpId);
    }

    private static long after(TimelineEntry act, long millis) {
        return act.event().fact().timeMillis() + millis;
    }

    private static Fact fact(TimelineEntry like, long timeMillis, @Nullable ProcessRef actor, FactPayload payload) {
        FactHeader header = like.event()
                .fact()
                .header()
                .withId("supposed-" + payload.kind())
                .withTime(timeMillis, 1)
                .withProcesses(actor, null);
        return new Fact(header, payload);
    }

    private static TimelineEntry entry(
            TimelineEntry like,
            EntryKind kind,
            Fact fact,
            @Nullable TargetResolution target,
            @Nullable DumpNature nature) {
        ObservedEvent observed = new ObservedEvent(
                fact,
                fact.timeMillis(),
                fact.timeMillis(),
                1,
                List.of(fact.format()),
                List.of(fact.origin()),
                List.of(fact.id()));
        return new TimelineEntry(
                like.host(), like.machine(), like.generation(), kind, observed, like.arming(), target, nature, null);
    }
}
