package io.github.shtinkering.detect.pattern;

import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.DumpJoin;
import io.github.shtinkering.detect.host.wer.DumpNature;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/**
 * The patterns: arming, followed by a launch at LSASS, followed by its dump; and the shorter ones.
 *
 * <p>A generation opens with a marker, and no gap of a pattern lets a marker pass: what an older generation began dies at
 * once, which keeps re-generation linear. Steps are {@code followedByAny}, or the second launch of an arming
 * would be lost. {@code within} is of arrival, is hygiene, and decides nothing: a timeline is told anew before it ends.
 */
public final class ChainPatterns {
    /**
     * Part of the operators' uids: any change of a stage's name, number or order needs a new one, because Flink CEP
     * cannot restore partial matches of another pattern.
     */
    public static final int VERSION = 1;

    static final String ARMING = "arming";
    static final String LAUNCH = "launch";
    static final String DUMP = "dump";

    private static final Duration WITHIN = Duration.ofHours(1);

    private ChainPatterns() {}

    /** All patterns by name, the longest first. */
    public static Map<String, Pattern<TimelineEntry, ?>> all() {
        Map<String, Pattern<TimelineEntry, ?>> patterns = new LinkedHashMap<>();
        patterns.put("arming-launch-dump", armingLaunchDump());
        patterns.put("arming-launch", armingLaunch());
        patterns.put("launch-dump", launchDump());
        patterns.put("arming-dump", armingDump());
        return patterns;
    }

    private static Pattern<TimelineEntry, ?> armingLaunchDump() {
        return dumpOfTheLaunch(armed().followedByAny(LAUNCH));
    }

    private static Pattern<TimelineEntry, ?> armingLaunch() {
        return armed().followedByAny(LAUNCH).where(isLaunchThatMayBeAtLsass()).within(WITHIN);
    }

    private static Pattern<TimelineEntry, ?> launchDump() {
        return dumpOfTheLaunch(begin(LAUNCH));
    }

    private static Pattern<TimelineEntry, ?> armingDump() {
        return armed().followedByAny(DUMP).where(isLsassDumpByWer()).within(WITHIN);
    }

    /** The arming, in force until what follows it. */
    private static Pattern<TimelineEntry, TimelineEntry> armed() {
        return begin(ARMING)
                .where(isArming())
                .notFollowedBy("disarmed or told again")
                .where(isDisarmingOrMarker());
    }

    /** The launch, and a dump that is its own. */
    private static Pattern<TimelineEntry, TimelineEntry> dumpOfTheLaunch(Pattern<TimelineEntry, TimelineEntry> launch) {
        return launch.where(isLaunchThatMayBeAtLsass())
                .notFollowedBy("told again")
                .where(isMarker())
                .followedByAny(DUMP)
                .where(isDumpOf(LAUNCH))
                .within(WITHIN);
    }

    private static Pattern<TimelineEntry, TimelineEntry> begin(String stage) {
        return Pattern.begin(stage, AfterMatchSkipStrategy.noSkip());
    }

    private static SimpleCondition<TimelineEntry> isMarker() {
        return SimpleCondition.of(entry -> entry.kind() == EntryKind.GENERATION);
    }

    private static SimpleCondition<TimelineEntry> isDisarmingOrMarker() {
        return SimpleCondition.of(entry -> entry.kind() == EntryKind.GENERATION || entry.kind() == EntryKind.DISARMING);
    }

    private static SimpleCondition<TimelineEntry> isArming() {
        return SimpleCondition.of(entry -> entry.kind() == EntryKind.ARMING);
    }

    private static SimpleCondition<TimelineEntry> isLaunchThatMayBeAtLsass() {
        return SimpleCondition.of(entry -> entry.kind() == EntryKind.LAUNCH
                && entry.target() != null
                && entry.target().resolution() != Resolution.REFUTED);
    }

    private static SimpleCondition<TimelineEntry> isLsassDumpByWer() {
        return SimpleCondition.of(entry -> entry.kind() == EntryKind.DUMP && entry.nature() == DumpNature.LSASS_BY_WER);
    }

    private static IterativeCondition<TimelineEntry> isDumpOf(String launchStage) {
        return new IterativeCondition<>() {
            @Override
            public boolean filter(TimelineEntry entry, Context<TimelineEntry> match) throws Exception {
                if (entry.kind() != EntryKind.DUMP) {
                    return false;
                }
                for (TimelineEntry launch : match.getEventsForPattern(launchStage)) {
                    if (DumpJoin.joins(launch.event().fact(), entry.event().fact())) {
                        return true;
                    }
                }
                return false;
            }
        };
    }
}
