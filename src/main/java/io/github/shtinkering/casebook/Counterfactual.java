package io.github.shtinkering.casebook;

import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.host.DumpNature;
import io.github.shtinkering.host.Happening;
import io.github.shtinkering.host.Launches;
import io.github.shtinkering.host.Resolution;
import io.github.shtinkering.host.TargetResolution;
import io.github.shtinkering.host.Told;
import io.github.shtinkering.host.ToldKind;
import io.github.shtinkering.pattern.Chain;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What single fact would change a case most: the same rubric over the evidence with that fact in it. Only facts that
 * may still turn up are tried.
 */
final class Counterfactual {
    private static final long MINUTE_MILLIS = 60_000L;

    private final Weights weights;
    private final CaseEvidence evidence;
    private final boolean tier0;
    private final Set<String> excepted;
    private final Judgement now;

    private record Option(String condition, Verdict verdict, int score) {}

    /** @param excepted ids of armings that an exception covers */
    Counterfactual(Weights weights, CaseEvidence evidence, boolean tier0, Set<String> excepted, Judgement now) {
        this.weights = weights;
        this.evidence = evidence;
        this.tier0 = tier0;
        this.excepted = excepted;
        this.now = now;
    }

    /** One sentence; null when nothing that is tried would change the verdict or the band. */
    @Nullable
    String words() {
        List<Option> options = new ArrayList<>();
        Told act = lastAct();
        if (act != null && evidence.of(ToldKind.REBOOT).isEmpty()) {
            tryOut(options, "if this host restarted within 10 minutes of it", with(reboot(act)));
        }
        if (act != null && act.kind() == ToldKind.LAUNCH) {
            Long pid = Launches.target(act.event().fact());
            if (unknown(act) && pid != null) {
                tryOut(options, "if PID " + pid + " proved to be LSASS", resolved(Resolution.CONFIRMED));
                tryOut(options, "if PID " + pid + " proved not to be LSASS", resolved(Resolution.REFUTED));
            }
            if (pid != null && evidence.of(ToldKind.DUMP).isEmpty()) {
                tryOut(options, "if a file lsass.exe." + pid + ".dmp by WerFault turned up", withDump(act, pid));
            }
        }
        if (now.suppressed()) {
            String exceptions = String.join(
                    ", ", now.exceptions().stream().map(ExceptionUse::id).toList());
            tryOut(options, "without exception " + exceptions, evidence, Set.of());
        } else if (act == null && now.verdict() == Verdict.PRECURSOR) {
            tryOut(options, "if WerFault were launched at LSASS by another process", withLaunch());
        }
        return options.stream()
                .filter(o -> o.verdict() != now.verdict() || Severity.of(o.score()) != Severity.of(now.score()))
                .max((a, b) -> Integer.compare(change(a), change(b)))
                .map(o ->
                        "Would be " + o.verdict().wireName() + " with " + o.score() + " points " + o.condition() + ".")
                .orElse(null);
    }

    private int change(Option option) {
        return Math.abs(option.score() - now.score());
    }

    private void tryOut(List<Option> options, String condition, CaseEvidence changed) {
        tryOut(options, condition, changed, excepted);
    }

    private void tryOut(List<Option> options, String condition, CaseEvidence changed, Set<String> without) {
        Judgement judged = new Rubric(weights, changed, tier0, without).judge();
        options.add(
                judged == null
                        ? new Option(condition, Verdict.BENIGN, 0)
                        : new Option(condition, judged.verdict(), judged.score()));
    }

    private @Nullable Told lastAct() {
        Told last = null;
        for (Told told : evidence.elements()) {
            boolean launch = told.kind() == ToldKind.LAUNCH && !CaseCutter.refuted(told);
            if (launch || told.kind() == ToldKind.DUMP && told.nature() == DumpNature.LSASS_BY_WER && last == null) {
                last = told;
            }
        }
        return last;
    }

    private static boolean unknown(Told launch) {
        return launch.target() != null && launch.target().resolution() == Resolution.UNKNOWN;
    }

    private CaseEvidence with(Told extra) {
        List<Told> elements = new ArrayList<>(evidence.elements());
        elements.add(extra);
        return new CaseEvidence(elements, evidence.borrowed(), evidence.chains());
    }

    private Told reboot(Told act) {
        return told(act, ToldKind.REBOOT, hypothetical(act, FactKind.BOOT, null, null), null, null);
    }

    private CaseEvidence resolved(Resolution resolution) {
        UnaryOperator<Told> resolve = t -> t.kind() == ToldKind.LAUNCH && unknown(t)
                ? told(
                        t,
                        ToldKind.LAUNCH,
                        t.event().fact(),
                        new TargetResolution(resolution, null, List.of(), false, "supposed"),
                        null)
                : t;
        return new CaseEvidence(
                evidence.elements().stream().map(resolve).toList(), evidence.borrowed(), evidence.chains());
    }

    private CaseEvidence withDump(Told launch, long pid) {
        String path =
                "C:\\Windows\\System32\\config\\systemprofile\\AppData\\Local\\CrashDumps\\lsass.exe." + pid + ".dmp";
        FileActivity file = new FileActivity(FileActivity.Operation.CREATED, path, null, null, null, null);
        Fact fact = hypothetical(
                launch, FactKind.DUMP_WRITTEN, file, launch.event().fact().actor());
        Told dump = told(launch, ToldKind.DUMP, fact, null, DumpNature.LSASS_BY_WER);
        List<Chain> chains = new ArrayList<>(evidence.chains());
        String launchId = launch.event().id();
        chains.add(new Chain(launch.host(), launch.story(), launch.telling(), null, launchId, fact.id()));
        for (Chain chain : evidence.chains()) {
            if (launchId.equals(chain.launchId()) && chain.armingId() != null) {
                chains.add(
                        new Chain(chain.host(), chain.story(), chain.telling(), chain.armingId(), launchId, fact.id()));
            }
        }
        CaseEvidence with = with(dump);
        // WER's name for the dump also tells that the target was LSASS.
        List<Told> elements = with.elements().stream()
                .map(t -> t.event().id().equals(launchId) && t.kind() == ToldKind.LAUNCH
                        ? told(
                                t,
                                ToldKind.LAUNCH,
                                t.event().fact(),
                                byItsDump(Objects.requireNonNull(t.target()), pid),
                                null)
                        : t)
                .toList();
        return new CaseEvidence(elements, evidence.borrowed(), chains);
    }

    /** As the storyteller resolves it: where nothing else is known, the name is one source of medium confidence. */
    private static TargetResolution byItsDump(TargetResolution known, long pid) {
        return known.resolution() == Resolution.CONFIRMED
                ? known
                : new TargetResolution(
                        Resolution.CONFIRMED,
                        pid,
                        known.sources(),
                        known.sources().isEmpty(),
                        "supposed");
    }

    /** The armings that nothing has disarmed since. */
    private List<Told> stillInForce() {
        List<Told> inForce = new ArrayList<>();
        for (Told told : evidence.elements()) {
            if (told.disarms()) {
                inForce.clear();
            } else if (told.kind() == ToldKind.ARMING) {
                inForce.add(told);
            }
        }
        return inForce;
    }

    /** A minute after everything else. */
    private CaseEvidence withLaunch() {
        Told arming = evidence.elements().get(0);
        long last = evidence.elements().stream()
                .mapToLong(told -> told.event().lastMillis())
                .max()
                .orElseThrow();
        long pid = 4L;
        io.github.shtinkering.fact.WerLaunch launch = new io.github.shtinkering.fact.WerLaunch(
                io.github.shtinkering.fact.WerLaunch.Program.WERFAULT,
                io.github.shtinkering.fact.WerLaunch.Form.REPORT,
                pid,
                pid + 4,
                false,
                List.of());
        Fact of = arming.event().fact();
        Fact fact = new Fact(
                "supposed-launch",
                FactKind.WER_LAUNCH,
                of.host(),
                of.domain(),
                of.hostId(),
                last + MINUTE_MILLIS,
                1,
                of.format(),
                of.sensor(),
                of.origin(),
                null,
                null,
                null,
                null,
                null,
                launch,
                null,
                null,
                null,
                null);
        TargetResolution target = new TargetResolution(Resolution.CONFIRMED, pid, List.of(), false, "supposed");
        Told told = told(arming, ToldKind.LAUNCH, fact, target, null);
        List<Chain> chains = new ArrayList<>(evidence.chains());
        stillInForce()
                .forEach(a -> chains.add(
                        new Chain(a.host(), a.story(), a.telling(), a.event().id(), fact.id(), null)));
        List<Told> elements = new ArrayList<>(evidence.elements());
        elements.add(told);
        return new CaseEvidence(elements, evidence.borrowed(), chains);
    }

    private static Fact hypothetical(Told act, FactKind kind, @Nullable FileActivity file, @Nullable ProcessRef actor) {
        Fact of = act.event().fact();
        CrashEvidence none = null;
        return new Fact(
                "supposed-" + kind,
                kind,
                of.host(),
                of.domain(),
                of.hostId(),
                of.timeMillis() + MINUTE_MILLIS,
                1,
                of.format(),
                of.sensor(),
                of.origin(),
                actor,
                null,
                null,
                null,
                null,
                null,
                file,
                none,
                null,
                null);
    }

    private static Told told(
            Told like, ToldKind kind, Fact fact, @Nullable TargetResolution target, @Nullable DumpNature nature) {
        Happening happening = new Happening(
                fact,
                fact.timeMillis(),
                fact.timeMillis(),
                1,
                List.of(fact.format()),
                List.of(fact.origin()),
                List.of(fact.id()));
        return new Told(
                like.host(), like.story(), like.telling(), kind, happening, like.arming(), target, nature, null);
    }
}
