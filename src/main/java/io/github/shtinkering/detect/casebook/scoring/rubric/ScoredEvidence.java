package io.github.shtinkering.detect.casebook.scoring.rubric;

import io.github.shtinkering.detect.casebook.evidence.CaseEvidence;
import io.github.shtinkering.detect.casebook.evidence.ChainArmings;
import io.github.shtinkering.detect.casebook.evidence.RefutedLaunches;
import io.github.shtinkering.detect.host.lsass.CorrelationWindows;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.CrashEvidences;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.detect.pattern.Chain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A case's evidence as the rubric counts it: by stages, without what an exception covers or a dump refutes. */
final class ScoredEvidence {
    private final CaseEvidence evidence;
    private final Set<String> exceptedIds;
    private final ChainArmings chainArmings;
    private final List<TimelineEntry> armings;
    private final List<TimelineEntry> preparations;
    private final List<TimelineEntry> excepted;
    private final List<TimelineEntry> launches;
    private final List<TimelineEntry> dumps;
    private final List<TimelineEntry> otherDumps;
    private final List<TimelineEntry> fakeCrashes;
    private final List<TimelineEntry> evictedLaunches;

    /** @param exceptedIds of armings that an exception covers */
    ScoredEvidence(CaseEvidence evidence, Set<String> exceptedIds) {
        this.evidence = evidence;
        this.exceptedIds = exceptedIds;
        this.chainArmings = new ChainArmings(evidence.elements());
        this.armings =
                evidence.of(EntryKind.ARMING).stream().filter(this::isUncovered).toList();
        this.preparations = evidence.of(EntryKind.PREPARATION).stream()
                .filter(this::isUncovered)
                .toList();
        this.excepted = concat(evidence.of(EntryKind.ARMING), evidence.of(EntryKind.PREPARATION)).stream()
                .filter(entry -> !isUncovered(entry))
                .toList();
        Set<String> exonerated = RefutedLaunches.launches(evidence.elements(), evidence.chains());
        this.launches = evidence.of(EntryKind.LAUNCH).stream()
                .filter(launch -> RefutedLaunches.isLaunchStage(launch, exonerated))
                .toList();
        this.dumps =
                evidence.of(EntryKind.DUMP).stream().filter(this::isOurDump).toList();
        this.otherDumps = evidence.of(EntryKind.DUMP).stream()
                .filter(dump -> dump.nature() == DumpNature.LSASS_BY_OTHER || dump.nature() == DumpNature.LSASS_COPY)
                .toList();
        this.fakeCrashes = evidence.of(EntryKind.CRASH).stream()
                .filter(crash -> CrashEvidences.fake(crash.event().fact()))
                .toList();
        this.evictedLaunches = evidence.of(EntryKind.LAUNCHES_EVICTED);
    }

    private boolean isUncovered(TimelineEntry write) {
        return !exceptedIds.contains(id(write));
    }

    /** WER's dump of LSASS, or one of a nameless kind that the pattern joined to a launch. */
    private boolean isOurDump(TimelineEntry dump) {
        return dump.nature() == DumpNature.LSASS_BY_WER
                || dump.nature() == DumpNature.UNREADABLE_BY_WER
                        && evidence.chains().stream()
                                .anyMatch(chain -> id(dump).equals(chain.dumpId()) && launchOf(chain) != null);
    }

    // ---- stages ----------------------------------------------------------------------------------------------------

    /** Full dumps enabled, by no exception. */
    List<TimelineEntry> armings() {
        return armings;
    }

    /** Settings without the full type, by no exception. */
    List<TimelineEntry> preparations() {
        return preparations;
    }

    /** Armings and preparations, by no exception. */
    List<TimelineEntry> settings() {
        return concat(armings, preparations);
    }

    /** Armings and preparations that an exception covers. */
    List<TimelineEntry> excepted() {
        return excepted;
    }

    /** Launches whose target was LSASS, or may have been. */
    List<TimelineEntry> launches() {
        return launches;
    }

    /** Dumps of LSASS by WER. */
    List<TimelineEntry> dumps() {
        return dumps;
    }

    /** Dumps of LSASS by another program, and copies of them. */
    List<TimelineEntry> otherDumps() {
        return otherDumps;
    }

    /** Crash records with the marks of a made-up one. */
    List<TimelineEntry> fakeCrashes() {
        return fakeCrashes;
    }

    /** Launches that were too many to be judged one by one. */
    List<TimelineEntry> evictedLaunches() {
        return evictedLaunches;
    }

    /** Launches and dumps. */
    List<TimelineEntry> acts() {
        return concat(launches, dumps);
    }

    /** Launches, dumps, and what only claims a crash. */
    List<TimelineEntry> actsAndClaims() {
        return concat(acts(), fakeCrashes);
    }

    /** All of a kind, counted or not. */
    List<TimelineEntry> of(EntryKind kind) {
        return evidence.of(kind);
    }

    /** All of the case, in order. */
    List<TimelineEntry> entries() {
        return evidence.elements();
    }

    // ---- chains ----------------------------------------------------------------------------------------------------

    List<Chain> chains() {
        return evidence.chains();
    }

    /** Those that count of the armings of a chain. */
    List<TimelineEntry> armingsOf(Chain chain) {
        return chainArmings.of(chain).stream().filter(this::isUncovered).toList();
    }

    /** Null where the chain has none, or one that does not count. */
    @Nullable
    TimelineEntry launchOf(Chain chain) {
        return find(chain.launchId(), launches);
    }

    /** Null where the chain has none, or one that does not count. */
    @Nullable
    TimelineEntry dumpOf(Chain chain) {
        return find(chain.dumpId(), dumps);
    }

    private static @Nullable TimelineEntry find(@Nullable String id, List<TimelineEntry> among) {
        return among.stream().filter(entry -> id(entry).equals(id)).findFirst().orElse(null);
    }

    // ---- questions -------------------------------------------------------------------------------------------------

    /** Whether something was done that a setting does not do. */
    boolean acted() {
        return !launches.isEmpty() || !dumps.isEmpty() || !fakeCrashes.isEmpty() || !evictedLaunches.isEmpty();
    }

    /** Whether there is nothing but settings. */
    boolean onlySettings() {
        return !acted() && otherDumps.isEmpty();
    }

    /** Whether another process than the target asked for a report. */
    boolean askedByAnother() {
        return !evictedLaunches.isEmpty() || launches.stream().anyMatch(ScoredEvidence::isForeign);
    }

    /** Whether another process asked for a report of LSASS. */
    boolean askedByAnotherAtLsass() {
        return launches.stream().anyMatch(launch -> isConfirmed(launch) && isForeign(launch));
    }

    static boolean isConfirmed(TimelineEntry launch) {
        return launch.target() != null && launch.target().resolution() == Resolution.CONFIRMED;
    }

    static boolean isForeign(TimelineEntry launch) {
        return LaunchRequest.foreign(launch.event().fact());
    }

    /** Whether it came after one of the acts, as far as clocks tell, and within that time of it. */
    static boolean follows(TimelineEntry later, List<TimelineEntry> acts, long withinMillis) {
        return acts.stream()
                .mapToLong(act -> later.event().firstMillis() - act.event().firstMillis())
                .anyMatch(gap -> gap >= -CorrelationWindows.CLOCK_SLACK_MILLIS && gap <= withinMillis);
    }

    static String id(TimelineEntry entry) {
        return entry.event().id();
    }

    static List<String> ids(List<TimelineEntry> entries) {
        return entries.stream().map(ScoredEvidence::id).toList();
    }

    private static List<TimelineEntry> concat(List<TimelineEntry> a, List<TimelineEntry> b) {
        List<TimelineEntry> both = new ArrayList<>(a);
        both.addAll(b);
        return both;
    }
}
