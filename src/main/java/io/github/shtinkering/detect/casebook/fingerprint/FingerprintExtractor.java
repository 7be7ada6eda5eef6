package io.github.shtinkering.detect.casebook.fingerprint;

import io.github.shtinkering.detect.casebook.evidence.CaseActors;
import io.github.shtinkering.detect.casebook.evidence.CaseEvidence;
import io.github.shtinkering.detect.casebook.evidence.RecognisedAgent;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.registry.ArmedState;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.detect.host.wer.LaunchForm;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WindowsPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What of a case's evidence other hosts' cases may have in common with it. A pure function. */
final class FingerprintExtractor {
    /** Most identities, times and traits of one mark: a hostile case must not make the fleet's state. */
    private static final int LIMIT = 16;
    /** Most paths, patterns and hashes of one actor. */
    private static final int LIMIT_OF_A_KIND = 5;
    /** Where Windows puts the dump of a program that runs as SYSTEM (Microsoft, "Collecting User-Mode Dumps"). */
    private static final String DEFAULT_FOLDER =
            "C:\\Windows\\System32\\config\\systemprofile\\AppData\\Local\\CrashDumps";

    private final CaseEvidence evidence;
    private final Set<String> excepted;
    private final List<RecognisedAgent> agents;

    FingerprintExtractor(CaseEvidence evidence, Set<String> excepted, List<RecognisedAgent> agents) {
        this.evidence = evidence;
        this.excepted = excepted;
        this.agents = agents;
    }

    /** Who acted: by whatever record names the program, so that no single record is needed. */
    @Nullable
    Fingerprint actor() {
        TreeSet<String> paths = new TreeSet<>();
        TreeSet<String> hashes = new TreeSet<>();
        TreeSet<String> traits = new TreeSet<>();
        ActorPatterns patterns = new ActorPatterns();
        List<TimelineEntry> acts = new ArrayList<>();
        for (TimelineEntry entry : evidence.elements()) {
            if (entry.kind() == EntryKind.LAUNCH || entry.kind() == EntryKind.DUMP) {
                acts.add(entry);
            }
            ProcessRef actor = actorOf(entry);
            String executable = actor == null ? null : actor.executable();
            if (actor == null || executable == null || !CaseActors.outsideSystemRoot(executable)) {
                continue;
            }
            paths.add(Fingerprint.PATH + LaunchForm.bounded(AsciiCase.lower(executable)));
            if (actor.sha256() != null && !WerPrograms.isWer(actor)) {
                hashes.add(Fingerprint.SHA256 + LaunchForm.bounded(actor.sha256()));
            }
            patterns.see(actor, executable);
            traits.addAll(traits(actor));
            String parent = parentOf(entry, actor);
            if (parent != null) {
                patterns.seeParent(executable, parent);
                traits.add(Fingerprint.PARENT + LaunchForm.bounded(parent));
            }
        }
        String folder = dumpFolder();
        if (folder != null) {
            patterns.seeFolder(LaunchForm.masked(folder));
            traits.add(Fingerprint.DUMP_FOLDER + LaunchForm.bounded(folder));
        }
        List<String> identities = new ArrayList<>();
        for (Collection<String> kind : List.of(paths, patterns.identities(), hashes)) {
            kind.stream().limit(LIMIT_OF_A_KIND).forEach(identities::add);
        }
        return paths.isEmpty()
                ? null
                : new Fingerprint(Fingerprint.Kind.ACTOR, identities, times(acts), bounded(traits));
    }

    /** What a reader wants to know of a program: its path, who ran it, and how it was called. */
    private static List<String> traits(ProcessRef process) {
        List<String> traits = new ArrayList<>();
        if (process.executable() != null) {
            traits.add(Fingerprint.PROGRAM + LaunchForm.bounded(process.executable()));
        }
        String user = process.user() != null ? process.user() : process.userSid();
        if (user != null) {
            traits.add(Fingerprint.USER + LaunchForm.bounded(user));
        }
        if (process.commandLine() != null) {
            traits.add(Fingerprint.COMMAND_LINE + LaunchForm.maskedAsWritten(process.commandLine()));
        }
        return traits;
    }

    /** What started the actor, where the record tells of the actor itself. */
    private static @Nullable String parentOf(TimelineEntry entry, ProcessRef actor) {
        Fact fact = entry.event().fact();
        ProcessRef parent = actor.equals(fact.actor()) ? fact.parent() : null;
        return parent == null ? null : parent.executable();
    }

    /** Where the dump was written or found, else where the arming sends it. Null when nothing tells. */
    private @Nullable String dumpFolder() {
        for (EntryKind kind : List.of(EntryKind.DUMP, EntryKind.HANDLING)) {
            for (TimelineEntry entry : evidence.of(kind)) {
                FileActivity file = entry.event().fact().file();
                if (file != null && file.path() != null) {
                    return folder(file.path());
                }
            }
        }
        List<TimelineEntry> armings = evidence.of(EntryKind.ARMING);
        ArmedState arming =
                armings.isEmpty() ? null : armings.get(armings.size() - 1).arming();
        if (arming == null) {
            return null;
        }
        return arming.dumpFolder() == null ? DEFAULT_FOLDER : arming.dumpFolder();
    }

    private static String folder(String path) {
        String name = WindowsPath.fileName(path);
        return path.substring(0, Math.max(0, path.length() - name.length() - 1));
    }

    /** The process behind one observed event; null where Windows itself, WER or a management agent stands there. */
    private @Nullable ProcessRef actorOf(TimelineEntry entry) {
        Fact fact = entry.event().fact();
        ProcessRef actor =
                switch (entry.kind()) {
                    case ARMING, PREPARATION, DISARMING -> fact.actor();
                    case HANDLING -> byToolOfAll(fact) ? null : fact.actor();
                    case LAUNCH -> CaseActors.movedWer(fact.actor()) == null ? fact.parent() : fact.actor();
                    case DUMP -> entry.nature() == DumpNature.LSASS_BY_OTHER ? fact.actor() : null;
                    default -> null;
                };
        boolean refuted = entry.target() != null && entry.target().resolution() == Resolution.REFUTED;
        return refuted || WerPrograms.isCopyTool(actor) || CaseActors.recognisedAgent(actor, agents) ? null : actor;
    }

    /** What copies and archives is known by what it does, and everybody has it. */
    private static boolean byToolOfAll(Fact handling) {
        FileActivity.Operation operation =
                Objects.requireNonNull(handling.file()).operation();
        return operation == FileActivity.Operation.COPIED || operation == FileActivity.Operation.ARCHIVED;
    }

    /** How the host was armed; null when nobody is named, or several programs had a hand in it. */
    @Nullable
    Fingerprint arming() {
        List<TimelineEntry> armings = evidence.of(EntryKind.ARMING).stream()
                .filter(t -> !excepted.contains(t.event().id()))
                .toList();
        if (armings.isEmpty() || armings.stream().anyMatch(t -> !CaseActors.sameProgram(t, armings.get(0)))) {
            return null;
        }
        TimelineEntry last = armings.get(armings.size() - 1);
        ProcessRef writer = last.event().fact().actor();
        if (writer == null || writer.executable() == null) {
            return null;
        }
        ArmedState state = Objects.requireNonNull(last.arming());
        // An agent is known by its path; for any other program the signer is part of who it is.
        String signer = CaseActors.recognisedAgent(writer, agents)
                ? "a recognised management agent"
                : Boolean.TRUE.equals(writer.signed())
                        ? "signed by " + Objects.requireNonNullElse(writer.signer(), "somebody")
                        : "not known to be signed";
        String folder = state.dumpFolder() == null
                ? "default folder"
                : "folder " + LaunchForm.bounded(AsciiCase.lower(state.dumpFolder()));
        String identity = LaunchForm.bounded(AsciiCase.lower(writer.executable())) + " (" + LaunchForm.bounded(signer)
                + ") enables dumps for " + String.join(" and ", scopes(state)) + ", " + folder;
        TreeSet<String> traits = new TreeSet<>(traits(writer));
        if (state.dumpFolder() != null) {
            traits.add(Fingerprint.DUMP_FOLDER + LaunchForm.bounded(state.dumpFolder()));
        }
        ProcessRef parent = last.event().fact().parent();
        if (parent != null && parent.executable() != null) {
            traits.add(Fingerprint.PARENT + LaunchForm.bounded(parent.executable()));
        }
        return new Fingerprint(Fingerprint.Kind.ARMING, List.of(identity), times(armings), bounded(traits));
    }

    private static List<String> scopes(ArmedState state) {
        return state.scopes().stream()
                .map(scope -> scope.equals(ArmedState.LSASS) ? scope : "all programs")
                .toList();
    }

    /** How WerFault was launched, where a product raised an alert about it or the target is unknown. */
    @Nullable
    Fingerprint form() {
        boolean alerted = !evidence.of(EntryKind.DETECTION).isEmpty();
        List<TimelineEntry> launches = evidence.of(EntryKind.LAUNCH).stream()
                .filter(t -> alerted || t.target() != null && t.target().resolution() == Resolution.UNKNOWN)
                .toList();
        for (TimelineEntry launch : launches) {
            String form = LaunchForm.of(launch.event().fact());
            if (form != null) {
                TreeSet<String> traits = new TreeSet<>();
                traits.add(
                        Fingerprint.LAUNCH + LaunchForm.written(launch.event().fact()));
                evidence.of(EntryKind.DETECTION)
                        .forEach(t -> traits.add(Fingerprint.ALERT
                                + LaunchForm.bounded(
                                        Objects.requireNonNull(t.event().fact().detection())
                                                .name())));
                return new Fingerprint(Fingerprint.Kind.FORM, List.of(form), times(List.of(launch)), bounded(traits));
            }
        }
        return null;
    }

    private static List<Long> times(List<TimelineEntry> observedEvents) {
        TreeSet<Long> times = new TreeSet<>();
        observedEvents.forEach(t -> {
            times.add(t.event().firstMillis());
            times.add(t.event().lastMillis());
        });
        return times.descendingSet().stream().limit(LIMIT).sorted().toList();
    }

    private static List<String> bounded(Set<String> texts) {
        return texts.stream().limit(LIMIT).toList();
    }
}
