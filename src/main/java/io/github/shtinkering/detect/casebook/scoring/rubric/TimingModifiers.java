package io.github.shtinkering.detect.casebook.scoring.rubric;

import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.pattern.Chain;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Modifiers of how long it took: from the arming to the launch, and from the act to the reset. */
final class TimingModifiers {
    private static final long SHORT_GAP_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final long LONG_GAP_MILLIS = Duration.ofDays(1).toMillis();
    private static final long VERY_LONG_GAP_MILLIS = Duration.ofDays(30).toMillis();
    private static final long RESET_MILLIS = Duration.ofMinutes(15).toMillis();

    private final ScoredEvidence evidence;
    private final ScoreSheet sheet;

    /** An arming and a launch of one chain. */
    private record Gap(TimelineEntry arming, TimelineEntry launch) {
        long millis() {
            return launch.event().firstMillis() - arming.event().lastMillis();
        }
    }

    TimingModifiers(ScoredEvidence evidence, ScoreSheet sheet) {
        this.evidence = evidence;
        this.sheet = sheet;
    }

    void apply() {
        gap();
        cleanedUp();
        armedAndReset();
    }

    private void gap() {
        Gap gap = shortestGap();
        String name = gap == null ? null : modifier(gap.millis());
        if (gap != null && name != null) {
            String words = ScoreReasons.span(gap.millis()) + " between arming and launch";
            sheet.modify(name, words, ScoredEvidence.ids(List.of(gap.arming(), gap.launch())));
        }
    }

    private static @Nullable String modifier(long gapMillis) {
        if (gapMillis <= SHORT_GAP_MILLIS) {
            return "gap-short";
        }
        if (gapMillis > VERY_LONG_GAP_MILLIS) {
            return "gap-over-thirty-days";
        }
        return gapMillis > LONG_GAP_MILLIS ? "gap-over-a-day" : null;
    }

    /** From the last arming write before the first launch of a chain to that launch. */
    private @Nullable Gap shortestGap() {
        Gap shortest = null;
        for (Chain chain : evidence.chains()) {
            TimelineEntry launch = evidence.launchOf(chain);
            for (TimelineEntry arming : launch == null ? List.<TimelineEntry>of() : evidence.armingsOf(chain)) {
                Gap gap = new Gap(arming, launch);
                shortest = shortest == null || gap.millis() < shortest.millis() ? gap : shortest;
            }
        }
        return shortest;
    }

    private void cleanedUp() {
        for (TimelineEntry disarming : evidence.of(EntryKind.DISARMING)) {
            if (ScoredEvidence.follows(disarming, evidence.acts(), RESET_MILLIS)) {
                sheet.modify("cleaned-up", "the registry was reset right after", disarming);
                return;
            }
        }
    }

    private void armedAndReset() {
        for (TimelineEntry disarming : evidence.of(EntryKind.DISARMING)) {
            if (evidence.onlySettings() && resets(disarming)) {
                sheet.modify("armed-and-reset", "armed and reset within minutes", disarming);
                return;
            }
        }
    }

    private boolean resets(TimelineEntry disarming) {
        return evidence.armings().stream()
                .mapToLong(arming ->
                        disarming.event().firstMillis() - arming.event().lastMillis())
                .anyMatch(gap -> gap >= 0 && gap <= RESET_MILLIS);
    }
}
