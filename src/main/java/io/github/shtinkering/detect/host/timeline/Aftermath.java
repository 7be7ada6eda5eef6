package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.detect.host.lsass.CorrelationWindows;
import io.github.shtinkering.detect.host.lsass.LsassTimeline;
import io.github.shtinkering.detect.host.lsass.NetworkLogons;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.lsass.SightingPoint;
import io.github.shtinkering.detect.host.registry.ArmedState;
import io.github.shtinkering.detect.host.wer.CrashEvidences;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.detect.host.wer.DumpPaths;
import io.github.shtinkering.detect.host.wer.LsassActs;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactKind;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.AsciiCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What stands around a machine's armings, launches and dumps: what was done to the dumps, and how the host went on. */
final class Aftermath {
    /** The timeline's order holds to the second: what followed an act comes in a later one. */
    private static final long SECOND_MILLIS = 1_000L;

    private final TimelineEntries entries;
    private final List<ObservedEvent> events;
    private final List<Fact> facts;
    private final LsassTimeline lsass;
    private final DerivedEvents derived;

    /** A value or key that was taken away, and the state that it left. */
    record Reset(ObservedEvent observed, ArmedState arming) {}

    /** @param entries armings, launches and dumps; what is found is added to them */
    Aftermath(
            TimelineEntries entries,
            List<ObservedEvent> events,
            List<Fact> facts,
            LsassTimeline lsass,
            DerivedEvents derived) {
        this.entries = entries;
        this.events = events;
        this.facts = facts;
        this.lsass = lsass;
        this.derived = derived;
    }

    void addHandling() {
        DumpPaths paths = new DumpPaths();
        for (TimelineEntry element : entries.all()) {
            if (element.kind() == EntryKind.DUMP || element.kind() == EntryKind.HANDLING) {
                paths.add(Objects.requireNonNull(element.event().fact().file()).path());
            }
        }
        for (ObservedEvent observed : ofKind(FactKind.FILE_HANDLED)) {
            FileActivity file = Objects.requireNonNull(observed.fact().file());
            if (paths.holds(file.path()) || paths.holds(file.newPath())) {
                entries.add(EntryKind.HANDLING, observed);
                paths.add(file.newPath());
            }
        }
    }

    /** A clean-up right after the act is one also where the arming was never seen, or another scope's still holds. */
    void addResets(List<Reset> resets) {
        List<Fact> acts = entries.all().stream()
                .filter(t -> t.kind() == EntryKind.LAUNCH || t.kind() == EntryKind.DUMP)
                .map(t -> t.event().fact())
                .toList();
        for (Reset reset : resets) {
            if (follows(acts, reset.observed().fact(), CorrelationWindows.CLEAN_UP_MILLIS)) {
                entries.add(EntryKind.DISARMING, reset.observed(), reset.arming(), null, null);
            }
        }
    }

    void addAftermath() {
        List<Fact> acts = acts();
        for (ObservedEvent observed : ofKind(FactKind.CRASH_EVIDENCE)) {
            if (CrashEvidences.fake(observed.fact()) || follows(acts, observed.fact())) {
                entries.add(EntryKind.CRASH, observed);
            }
        }
        for (ObservedEvent observed : ofKind(FactKind.LSASS_ENDED)) {
            if (lsass.mayBePrimary(pid(observed.fact()), observed.fact().timeMillis())
                    && follows(acts, observed.fact())) {
                entries.add(EntryKind.LSASS_ENDED, observed);
            }
        }
        for (Fact boot : lsass.boots()) {
            if (follows(acts, boot)) {
                entries.add(EntryKind.REBOOT, ObservedEvent.single(boot));
            }
        }
        addUnrecordedReboots(acts);
        addSignsOfLife(acts);
    }

    /** The reboot of a host whose boot records nobody sends. */
    private void addUnrecordedReboots(List<Fact> acts) {
        Map<SightingPoint, ObservedEvent> reboots = new LinkedHashMap<>();
        for (Fact act : acts) {
            Long pid = LsassActs.target(act);
            long until = act.timeMillis() + CorrelationWindows.CRASH_AFTERMATH_MILLIS;
            SightingPoint seen = pid == null ? null : lsass.seenAnew(pid, act.timeMillis(), until);
            if (seen != null) {
                reboots.computeIfAbsent(
                        seen,
                        s -> derived.seenAfter(
                                act, "lsass-told-anew", s, Math.max(s.timeMillis(), act.timeMillis() + SECOND_MILLIS)));
            }
        }
        reboots.values().forEach(h -> entries.add(EntryKind.REBOOT, h));
    }

    /** Launches at LSASS, dumps of it, and the fake crash's record: what a reboot would explain. */
    private List<Fact> acts() {
        List<Fact> acts = new ArrayList<>();
        for (TimelineEntry element : entries.all()) {
            boolean launch = element.kind() == EntryKind.LAUNCH
                    && element.target() != null
                    && element.target().resolution() != Resolution.REFUTED;
            boolean dump = element.kind() == EntryKind.DUMP && element.nature() == DumpNature.LSASS_BY_WER;
            if (launch || dump) {
                acts.add(element.event().fact());
            }
        }
        ofKind(FactKind.CRASH_EVIDENCE).stream()
                .map(ObservedEvent::fact)
                .filter(CrashEvidences::fake)
                .forEach(acts::add);
        return acts;
    }

    private static boolean follows(List<Fact> acts, Fact fact) {
        return follows(acts, fact, CorrelationWindows.CRASH_AFTERMATH_MILLIS);
    }

    private static boolean follows(List<Fact> acts, Fact fact, long withinMillis) {
        return acts.stream()
                .mapToLong(a -> fact.timeMillis() - a.timeMillis())
                .anyMatch(gap -> gap >= -CorrelationWindows.CLOCK_SLACK_MILLIS && gap <= withinMillis);
    }

    private void addSignsOfLife(List<Fact> acts) {
        Map<SightingPoint, ObservedEvent> alive = new LinkedHashMap<>();
        for (Fact act : acts) {
            Long pid = LsassActs.target(act);
            long from = act.timeMillis() + CorrelationWindows.CRASH_AFTERMATH_MILLIS;
            SightingPoint seen = pid == null ? null : lsass.livedOn(pid, from, act.timeMillis());
            if (seen != null) {
                alive.computeIfAbsent(seen, s -> derived.seenAfter(act, "lsass-alive", s, s.timeMillis()));
            }
        }
        alive.values().forEach(h -> entries.add(EntryKind.LSASS_ALIVE, h));
    }

    void addRemoteRegistry() {
        List<Fact> writes = entries.all().stream()
                .filter(t -> t.kind() == EntryKind.ARMING)
                .map(t -> t.event().fact())
                .filter(f -> WerPrograms.isSystem32(f.actor(), "svchost.exe"))
                .toList();
        for (ObservedEvent observed : ofKind(FactKind.REMOTE_REGISTRY)) {
            if (writes.stream().anyMatch(w -> nearRemote(w, observed.fact()))) {
                entries.add(EntryKind.REMOTE_REGISTRY, observed);
            }
        }
        List<Fact> ofTheService =
                writes.stream().filter(w -> mayBeLocalService(w.actor())).toList();
        NetworkLogons.near(ofTheService, facts)
                .forEach(logon -> entries.add(EntryKind.REMOTE_REGISTRY, ObservedEvent.single(logon)));
    }

    private static boolean nearRemote(Fact write, Fact evidence) {
        return Math.abs(write.timeMillis() - evidence.timeMillis()) <= CorrelationWindows.REMOTE_REGISTRY_MILLIS;
    }

    /** As RemoteRegistry runs; where no account is told, nothing speaks against it. */
    private static boolean mayBeLocalService(@Nullable ProcessRef process) {
        if (process == null || process.userSid() == null && process.user() == null) {
            return true;
        }
        return "S-1-5-19".equals(process.userSid())
                || process.user() != null && AsciiCase.lower(process.user()).endsWith("local service");
    }

    private List<ObservedEvent> ofKind(FactKind kind) {
        return events.stream()
                .filter(observed -> observed.fact().kind() == kind)
                .toList();
    }

    private static @Nullable Long pid(Fact fact) {
        return fact.actor() == null ? null : fact.actor().pid();
    }
}
