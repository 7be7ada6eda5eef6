package io.github.shtinkering.detect.casebook.scoring;

import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What our evidence says to another product's alert. Names are part of the state format. */
public enum VendorAnswer {
    /** LSASS was the target, or was dumped. */
    CONFIRMS("confirms"),
    /** It was another process, or a genuine crash. */
    REFUTES("refutes"),
    /** Nothing shows whose PID it was. */
    CANNOT_TELL("cannot-tell");

    private final String wireName;

    VendorAnswer(String wireName) {
        this.wireName = wireName;
    }

    /** As in the documents. */
    public String wireName() {
        return wireName;
    }

    /** The answer to the alerts in a case; null when it has none. */
    public static @Nullable VendorAnswer of(List<TimelineEntry> evidence, CaseJudgement judgement) {
        if (evidence.stream().noneMatch(t -> t.kind() == EntryKind.DETECTION)) {
            return null;
        }
        return switch (judgement.verdict()) {
            case RELATED_TECHNIQUE -> CONFIRMS;
            case LSASS_CRASH -> REFUTES;
            case ATTEMPT -> judgement.confirmed() ? CONFIRMS : CANNOT_TELL;
            case PRECURSOR, BENIGN -> refuted(evidence) ? REFUTES : CANNOT_TELL;
        };
    }

    private static boolean refuted(List<TimelineEntry> evidence) {
        return evidence.stream()
                .anyMatch(t -> t.kind() == EntryKind.LAUNCH
                        && t.target() != null
                        && t.target().resolution() == Resolution.REFUTED);
    }
}
