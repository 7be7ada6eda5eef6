package io.github.shtinkering.publish;

import io.github.shtinkering.casebook.JudgedCase;
import io.github.shtinkering.casebook.Judgement;
import io.github.shtinkering.host.Told;
import io.github.shtinkering.host.ToldKind;
import org.jspecify.annotations.Nullable;

/**
 * A judged case as its texts look at it.
 *
 * @param judged the case
 */
record CaseStory(JudgedCase judged) {
    /** What the rubric says. */
    Judgement judgement() {
        return judged.judgement();
    }

    /** The host's name as a text shows it. */
    String host() {
        return GuideText.value(judged.context().hostName());
    }

    /** The last element of a kind; null when there is none. */
    @Nullable
    Told last(ToldKind kind) {
        Told last = null;
        for (Told told : judged.evidence()) {
            if (told.kind() == kind) {
                last = told;
            }
        }
        return last;
    }

    /** The last launch that was not at another program; null when there is none. */
    @Nullable
    Told launch() {
        Told last = null;
        for (Told told : judged.evidence()) {
            if (told.kind() == ToldKind.LAUNCH && !Involvement.isRefuted(told)) {
                last = told;
            }
        }
        return last;
    }

    /** The last write that armed the host, else the last one that prepared it; null when there is none. */
    @Nullable
    Told arming() {
        Told arming = last(ToldKind.ARMING);
        return arming != null ? arming : last(ToldKind.PREPARATION);
    }

    /** Whether the host is armed no more: the last reset came after the last arming and left no scope armed. */
    boolean isReset() {
        Told arming = last(ToldKind.ARMING);
        Told reset = last(ToldKind.DISARMING);
        return arming != null
                && reset != null
                && reset.disarms()
                && reset.event().firstMillis() >= arming.event().lastMillis();
    }

    /** Whether the score has a part of this name. */
    boolean scores(String part) {
        return judgement().parts().stream().anyMatch(p -> p.name().equals(part));
    }

    /** Event time of the oldest evidence; the host's time when there is none. */
    long firstMillis() {
        return judged.evidence().stream()
                .mapToLong(told -> told.event().firstMillis())
                .min()
                .orElse(judged.context().newestMillis());
    }

    /** Event time of the newest evidence; the host's time when there is none. */
    long lastMillis() {
        return judged.evidence().stream()
                .mapToLong(told -> told.event().lastMillis())
                .max()
                .orElse(judged.context().newestMillis());
    }
}
