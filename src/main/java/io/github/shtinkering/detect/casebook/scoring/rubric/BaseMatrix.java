package io.github.shtinkering.detect.casebook.scoring.rubric;

import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.registry.ArmedState;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.detect.pattern.Chain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The base: which stages there are, and what is known of the target. Of several rows the highest counts. */
final class BaseMatrix {
    private final RubricWeights weights;
    private final ScoredEvidence evidence;
    private final List<BaseRow> rows = new ArrayList<>();

    BaseMatrix(RubricWeights weights, ScoredEvidence evidence) {
        this.weights = weights;
        this.evidence = evidence;
    }

    /** The row that counts; null when the evidence fills none. */
    @Nullable
    BaseRow highest() {
        rows.clear();
        addSingleStages();
        evidence.chains().forEach(this::addChain);
        return rows.stream()
                .max(Comparator.comparingInt(this::promised)
                        .thenComparingInt(BaseRow::stages)
                        .thenComparingLong(BaseRow::newestMillis))
                .orElse(null);
    }

    private void addSingleStages() {
        evidence.preparations().forEach(setting -> add(ofSetting(setting), setting, null, null));
        evidence.armings().forEach(setting -> add(ofSetting(setting), setting, null, null));
        evidence.launches().forEach(launch -> add("launch-" + target(launch), null, launch, null));
        evidence.dumps().stream()
                .filter(dump -> dump.nature() == DumpNature.LSASS_BY_WER)
                .forEach(dump -> add("dump", null, null, dump));
        evidence.otherDumps().forEach(dump -> add("dump-by-other", null, null, dump));
        evidence.fakeCrashes().forEach(crash -> add("crash-record-only", null, crash, null));
        evidence.evictedLaunches().forEach(launches -> add("launches-crowded-out", null, launches, null));
    }

    private void addChain(Chain chain) {
        List<TimelineEntry> armings = evidence.armingsOf(chain);
        TimelineEntry arming = armings.isEmpty() ? null : armings.get(0);
        TimelineEntry launch = evidence.launchOf(chain);
        TimelineEntry dump = evidence.dumpOf(chain);
        boolean whole = (chain.armingId() == null) == (arming == null)
                && (chain.launchId() == null) == (launch == null)
                && (chain.dumpId() == null) == (dump == null);
        String row = whole ? ofChain(arming, launch, dump) : null;
        if (row != null) {
            add(row, arming, launch, dump);
        }
    }

    private void add(
            String name, @Nullable TimelineEntry arming, @Nullable TimelineEntry launch, @Nullable TimelineEntry dump) {
        rows.add(new BaseRow(name, weights.base(name), arming, launch, dump));
    }

    /** The points of a row, as far as the ceiling of copies lets them count: a copy must not stand for an attempt. */
    private int promised(BaseRow row) {
        return restsOnCopies(row, evidence)
                ? Math.min(row.points(), weights.limit("copied-dump-ceiling"))
                : row.points();
    }

    /** Whether nothing but files that a copying program wrote is behind a row. */
    static boolean restsOnCopies(BaseRow row, ScoredEvidence evidence) {
        return row.name().equals("dump-by-other")
                && evidence.otherDumps().stream().allMatch(dump -> dump.nature() == DumpNature.LSASS_COPY);
    }

    /** The row of a write to the registry alone. */
    static String ofSetting(TimelineEntry setting) {
        if (setting.kind() == EntryKind.PREPARATION) {
            return "arming-prepared";
        }
        ArmedState state = Objects.requireNonNull(setting.arming());
        return state.scopes().contains(ArmedState.LSASS) ? "arming-lsass" : "arming-global";
    }

    private static @Nullable String ofChain(
            @Nullable TimelineEntry arming, @Nullable TimelineEntry launch, @Nullable TimelineEntry dump) {
        String armed = arming == null ? "" : "arming-";
        if (launch == null) {
            return arming != null && dump != null ? "arming-dump" : null;
        }
        boolean unreadable = dump != null && dump.nature() == DumpNature.UNREADABLE_BY_WER;
        String target = target(launch);
        if (dump == null) {
            return armed + "launch-" + target;
        }
        if (unreadable && target.startsWith("unknown")) {
            return arming == null ? null : armed + "launch-" + target + "-unreadable-dump";
        }
        return armed + "launch-" + target + "-dump";
    }

    private static String target(TimelineEntry launch) {
        boolean match = Objects.requireNonNull(launch.target()).resolution() == Resolution.CONFIRMED;
        return (match ? "match-" : "unknown-") + (ScoredEvidence.isForeign(launch) ? "foreign" : "own");
    }
}
