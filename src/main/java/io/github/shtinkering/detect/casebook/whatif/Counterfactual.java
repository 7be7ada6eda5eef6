package io.github.shtinkering.detect.casebook.whatif;

import io.github.shtinkering.detect.casebook.evidence.CaseEvidence;
import io.github.shtinkering.detect.casebook.evidence.CaseSegmenter;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionUse;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.Severity;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.casebook.scoring.rubric.Rubric;
import io.github.shtinkering.detect.casebook.scoring.rubric.RubricWeights;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.CrashEvidences;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What single fact would change a case most: the same rubric over the evidence with that fact in it. Only facts that
 * may still turn up are tried.
 */
public final class Counterfactual {
    private final RubricWeights weights;
    private final CaseEvidence evidence;
    private final WhatIf supposing;
    private final boolean tier0;
    private final Set<String> excepted;
    private final CaseJudgement now;
    private final List<Option> options = new ArrayList<>();

    private record Option(String condition, Verdict verdict, int score) {}

    /** @param excepted ids of armings that an exception covers */
    public Counterfactual(
            RubricWeights weights, CaseEvidence evidence, boolean tier0, Set<String> excepted, CaseJudgement now) {
        this.weights = weights;
        this.evidence = evidence;
        this.supposing = new WhatIf(evidence);
        this.tier0 = tier0;
        this.excepted = excepted;
        this.now = now;
    }

    /** One sentence: the fact that would change the verdict, else the one that would change the severity most. */
    public String words() {
        TimelineEntry act = lastAct();
        if (act != null) {
            crashed(act);
        }
        if (act != null && act.kind() == EntryKind.LAUNCH) {
            launched(act);
        }
        if (now.suppressed()) {
            String exceptions = String.join(
                    ", ", now.exceptions().stream().map(ExceptionUse::id).toList());
            tryOut("without exception " + exceptions, evidence, Set.of());
        } else if (evidence.of(EntryKind.LAUNCH).isEmpty()) {
            tryOut("if another process started WerFault at LSASS", supposing.launch());
        }
        return options.stream()
                .filter(o -> o.verdict() != now.verdict() || Severity.of(o.score()) != Severity.of(now.score()))
                .max(Comparator.comparing((Option o) -> o.verdict() != now.verdict())
                        .thenComparing(this::change))
                .map(this::sentence)
                .orElse("No single fact that may still turn up would change the verdict or the severity.");
    }

    private String sentence(Option option) {
        String outcome = option.score() + " (" + Severity.of(option.score()).wireName() + ")";
        return (option.verdict() != now.verdict()
                        ? "The verdict would become " + option.verdict().wireName() + " with score " + outcome
                        : "The score would become " + outcome)
                + " " + option.condition() + ".";
    }

    /** What would tell a crash of LSASS from a faked one. */
    private void crashed(TimelineEntry act) {
        boolean restarted = !evidence.of(EntryKind.REBOOT).isEmpty();
        Long pid = act.target() == null ? null : act.target().lsassPid();
        if (!restarted) {
            tryOut("if it were found that the host restarted within 10 minutes", supposing.reboot(act));
        }
        if (!restarted && now.verdict() == Verdict.LSASS_CRASH && pid != null) {
            tryOut("if LSASS were seen alive with PID " + pid + " 15 minutes later", supposing.alive(act, pid));
        }
    }

    /** Whose PID it was, and what came of it. */
    private void launched(TimelineEntry act) {
        Long pid = LaunchRequest.target(act.event().fact());
        if (pid == null) {
            return;
        }
        if (WhatIf.unknown(act)) {
            tryOut("if a record showed that PID " + pid + " is LSASS", supposing.resolved(Resolution.CONFIRMED));
            tryOut("if a record showed that PID " + pid + " is not LSASS", supposing.resolved(Resolution.REFUTED));
        }
        if (evidence.of(EntryKind.DUMP).isEmpty()) {
            tryOut("if a file lsass.exe." + pid + ".dmp written by WerFault were found", supposing.dump(act, pid));
        }
    }

    private int change(Option option) {
        return Math.abs(option.score() - now.score());
    }

    private void tryOut(String condition, CaseEvidence changed) {
        tryOut(condition, changed, excepted);
    }

    private void tryOut(String condition, CaseEvidence changed, Set<String> without) {
        CaseJudgement judged = new Rubric(weights, changed, tier0, without).judge();
        options.add(
                judged == null
                        ? new Option(condition, Verdict.BENIGN, 0)
                        : new Option(condition, judged.verdict(), judged.score()));
    }

    /** The last launch that may have been at LSASS, else the first dump of it, else the first record of a faked crash. */
    private @Nullable TimelineEntry lastAct() {
        TimelineEntry last = null;
        for (TimelineEntry entry : evidence.elements()) {
            boolean launch = entry.kind() == EntryKind.LAUNCH && !CaseSegmenter.refuted(entry);
            if (launch || last == null && (isDumpOfLsass(entry) || isFakeCrash(entry))) {
                last = entry;
            }
        }
        return last;
    }

    private static boolean isDumpOfLsass(TimelineEntry entry) {
        return entry.kind() == EntryKind.DUMP && entry.nature() == DumpNature.LSASS_BY_WER;
    }

    private static boolean isFakeCrash(TimelineEntry entry) {
        return entry.kind() == EntryKind.CRASH
                && CrashEvidences.fake(entry.event().fact());
    }
}
