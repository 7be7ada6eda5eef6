package io.github.shtinkering.publish.text;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.host.timeline.ArmingsInForce;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import org.jspecify.annotations.Nullable;

/**
 * A judged case as its texts look at it.
 *
 * @param judged the case
 */
public record CaseNarrative(JudgedCase judged) {
    /** What the rubric says. */
    public CaseJudgement judgement() {
        return judged.judgement();
    }

    /** The host's name as a text shows it. */
    public String host() {
        return GuideText.value(judged.context().hostName());
    }

    /** The last element of a kind; null when there is none. */
    @Nullable
    public TimelineEntry last(EntryKind kind) {
        TimelineEntry last = null;
        for (TimelineEntry entry : judged.evidence()) {
            if (entry.kind() == kind) {
                last = entry;
            }
        }
        return last;
    }

    /** The last launch that was not at another program; null when there is none. */
    @Nullable
    public TimelineEntry launch() {
        TimelineEntry last = null;
        for (TimelineEntry entry : judged.evidence()) {
            if (entry.kind() == EntryKind.LAUNCH && !InvolvedAccounts.isRefuted(entry)) {
                last = entry;
            }
        }
        return last;
    }

    /** The last write that armed the host, else the last one that prepared it; null when there is none. */
    @Nullable
    public TimelineEntry arming() {
        TimelineEntry arming = last(EntryKind.ARMING);
        return arming != null ? arming : last(EntryKind.PREPARATION);
    }

    /** Whether the host was armed, and is armed no more. */
    public boolean isReset() {
        return last(EntryKind.ARMING) != null
                && !ArmingsInForce.after(judged.evidence()).isArmed();
    }

    /** Whether the score has a part of this name. */
    public boolean scores(String part) {
        return judgement().parts().stream().anyMatch(p -> p.name().equals(part));
    }

    /** Event time of the oldest evidence; the host's time when there is none. */
    public long firstMillis() {
        return judged.evidence().stream()
                .mapToLong(entry -> entry.event().firstMillis())
                .min()
                .orElse(judged.context().newestMillis());
    }

    /** Event time of the newest evidence; the host's time when there is none. */
    public long lastMillis() {
        return judged.evidence().stream()
                .mapToLong(entry -> entry.event().lastMillis())
                .max()
                .orElse(judged.context().newestMillis());
    }
}
