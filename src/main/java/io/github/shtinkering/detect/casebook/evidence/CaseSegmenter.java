package io.github.shtinkering.detect.casebook.evidence;

import io.github.shtinkering.detect.host.lsass.CorrelationWindows;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.timeline.ArmingsInForce;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.CrashEvidences;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.detect.host.wer.LsassActs;
import io.github.shtinkering.detect.pattern.Chain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one timeline into cases, from the ordered facts alone: a day without anything new settles a case, but not a
 * precursor whose host is still armed. The arming, which is a state, stands in front of each case that it arms.
 */
public final class CaseSegmenter {
    private final List<TimelineEntry> story;
    private final List<Chain> chains;
    private final Set<String> exonerated;

    private final List<Draft> drafts = new ArrayList<>();
    private final ArmingsInForce inForce = new ArmingsInForce();
    private @Nullable Draft open;

    private static final class Draft {
        final List<TimelineEntry> elements = new ArrayList<>();
        int borrowed;
        boolean acted;
        long lastMillis;

        void add(TimelineEntry element) {
            elements.add(element);
            lastMillis = Math.max(lastMillis, element.event().firstMillis());
        }
    }

    public CaseSegmenter(List<TimelineEntry> story, List<Chain> chains) {
        this.story = story;
        this.chains = chains;
        this.exonerated = RefutedLaunches.launches(story, chains);
    }

    /** The cases in the order in which they opened. */
    public List<CaseEvidence> cut() {
        for (TimelineEntry element : story) {
            if (element.kind() != EntryKind.LSASS_ALIVE) {
                settleBefore(element);
                take(element);
                inForce.follow(element);
            }
        }
        remoteRegistryToItsArming();
        aliveToWhatItOutlived();
        return drafts.stream().map(this::evidence).toList();
    }

    private void settleBefore(TimelineEntry element) {
        if (open != null && settled(open, element.event().firstMillis(), inForce.isArmed())) {
            open = null;
        }
    }

    /** Whether a case is settled at an event time: a day passed, and it is no precursor of a host still armed. */
    private static boolean settled(Draft draft, long timeMillis, boolean armed) {
        return timeMillis - draft.lastMillis > CorrelationWindows.CASE_GAP_MILLIS && (draft.acted || !armed);
    }

    /**
     * Whether a case that was cut may still grow.
     *
     * @param index which one, in the order of {@link #cut}
     * @param hostMillis the host's time: an element behind it, from a clock that runs fast, settles nothing
     */
    public boolean isOpen(int index, long hostMillis) {
        Draft draft = drafts.get(index);
        return !settled(draft, hostMillis, draft == open && inForce.isArmed());
    }

    private void take(TimelineEntry element) {
        switch (element.kind()) {
            case ARMING -> takeArming(element);
            case PREPARATION -> opened(element);
            case LAUNCH -> takeLaunch(element);
            case DUMP -> takeDump(element);
            case CRASH -> {
                if (CrashEvidences.fake(element.event().fact())) {
                    act(element);
                } else {
                    join(element);
                }
            }
            case LAUNCHES_EVICTED -> act(element);
            case DETECTION -> opened(element);
            case DISARMING, HANDLING, LSASS_ENDED, REBOOT -> join(element);
            case LSASS_ALIVE, REMOTE_REGISTRY, GENERATION, CONTEXT, FORGOTTEN -> {}
        }
    }

    /** A write that only repeats the arming in force, after a case of it has settled, is the state and no news. */
    private void takeArming(TimelineEntry element) {
        boolean repeat = inForce.entries().stream().anyMatch(t -> sameArming(t, element));
        if (open != null || !repeat) {
            if (open == null) {
                open(element);
            } else {
                open.add(element);
            }
        }
    }

    private static boolean sameArming(TimelineEntry a, TimelineEntry b) {
        return Objects.equals(a.arming(), b.arming()) && CaseActors.sameProgram(a, b);
    }

    private void takeLaunch(TimelineEntry element) {
        boolean stage = RefutedLaunches.isLaunchStage(element, exonerated);
        if (stage) {
            act(element);
        } else {
            opened(element, aboutAnAlert(element));
        }
    }

    /** A launch that is no stage is told because it is named beside a case, or because a product raised an alert. */
    private boolean aboutAnAlert(TimelineEntry launch) {
        return story.stream()
                .anyMatch(t -> t.kind() == EntryKind.DETECTION
                        && Math.abs(t.event().firstMillis() - launch.event().firstMillis())
                                <= CorrelationWindows.CRASH_AFTERMATH_MILLIS);
    }

    private void takeDump(TimelineEntry element) {
        if (element.nature() == DumpNature.LSASS_BY_WER
                || element.nature() == DumpNature.LSASS_BY_OTHER
                || element.nature() == DumpNature.LSASS_COPY) {
            act(element);
        } else {
            join(element);
        }
    }

    private void act(TimelineEntry element) {
        opened(element);
        if (open != null) {
            open.acted = true;
        }
    }

    private void opened(TimelineEntry element) {
        opened(element, true);
    }

    private void opened(TimelineEntry element, boolean opens) {
        if (open == null && opens) {
            open(element);
        } else {
            join(element);
        }
    }

    private void join(TimelineEntry element) {
        if (open != null) {
            open.add(element);
        }
    }

    private void open(TimelineEntry element) {
        Draft draft = new Draft();
        inForce.entries().forEach(draft::add);
        draft.borrowed = inForce.entries().size();
        draft.lastMillis = element.event().firstMillis();
        draft.add(element);
        drafts.add(draft);
        open = draft;
    }

    private void remoteRegistryToItsArming() {
        for (TimelineEntry element : story) {
            if (element.kind() != EntryKind.REMOTE_REGISTRY) {
                continue;
            }
            for (Draft draft : drafts) {
                boolean near = draft.elements.stream()
                        .anyMatch(t -> t.kind() == EntryKind.ARMING
                                && Math.abs(t.event().firstMillis()
                                                - element.event().firstMillis())
                                        <= CorrelationWindows.REMOTE_REGISTRY_MILLIS);
                if (near) {
                    draft.elements.add(element);
                }
            }
        }
    }

    /** LSASS is seen every day: that it lived on belongs to the act, however much later, and keeps no case open. */
    private void aliveToWhatItOutlived() {
        for (TimelineEntry alive : story) {
            if (alive.kind() == EntryKind.LSASS_ALIVE) {
                drafts.stream()
                        .filter(draft -> draft.elements.stream().anyMatch(act -> outlived(act, alive)))
                        .forEach(draft -> draft.elements.add(alive));
            }
        }
    }

    private static boolean outlived(TimelineEntry act, TimelineEntry alive) {
        long from = act.event().firstMillis() + CorrelationWindows.CRASH_AFTERMATH_MILLIS;
        long to = alive.event().firstMillis();
        Long pid = Objects.requireNonNull(alive.event().fact().sighting()).pid();
        boolean isAct = act.kind() == EntryKind.LAUNCH || act.kind() == EntryKind.DUMP || act.kind() == EntryKind.CRASH;
        return isAct && from <= to && pid.equals(LsassActs.target(act.event().fact()));
    }

    private CaseEvidence evidence(Draft draft) {
        Set<String> ids = new HashSet<>();
        draft.elements.forEach(t -> ids.add(t.event().id()));
        List<Chain> own = chains.stream()
                .filter(c -> within(ids, c.armingId()) && within(ids, c.launchId()) && within(ids, c.dumpId()))
                .toList();
        return new CaseEvidence(List.copyOf(draft.elements), draft.borrowed, own);
    }

    private static boolean within(Set<String> ids, @Nullable String id) {
        return id == null || ids.contains(id);
    }

    public static boolean refuted(TimelineEntry launch) {
        return launch.target() != null && launch.target().resolution() == Resolution.REFUTED;
    }
}
