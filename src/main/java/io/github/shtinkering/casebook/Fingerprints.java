package io.github.shtinkering.casebook;

import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.host.Arming;
import io.github.shtinkering.host.DumpNature;
import io.github.shtinkering.host.LaunchForm;
import io.github.shtinkering.host.Programs;
import io.github.shtinkering.host.Resolution;
import io.github.shtinkering.host.Told;
import io.github.shtinkering.host.ToldKind;
import io.github.shtinkering.telemetry.normal.Ascii;
import io.github.shtinkering.telemetry.normal.WindowsPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What of a case's evidence other hosts' cases may have in common with it. A pure function. */
final class Fingerprints {
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

    Fingerprints(CaseEvidence evidence, Set<String> excepted, List<RecognisedAgent> agents) {
        this.evidence = evidence;
        this.excepted = excepted;
        this.agents = agents;
    }

    /** Who acted: by whatever record names the program, so that no single record is needed. */
    @Nullable
    FleetMark actor() {
        TreeSet<String> paths = new TreeSet<>();
        TreeSet<String> hashes = new TreeSet<>();
        TreeSet<String> traits = new TreeSet<>();
        ActorPatterns patterns = new ActorPatterns();
        List<Told> acts = new ArrayList<>();
        for (Told told : evidence.elements()) {
            if (told.kind() == ToldKind.LAUNCH || told.kind() == ToldKind.DUMP) {
                acts.add(told);
            }
            ProcessRef actor = actorOf(told);
            String executable = actor == null ? null : actor.executable();
            if (actor == null || executable == null || !Actors.outsideSystemRoot(executable)) {
                continue;
            }
            paths.add(FleetMark.PATH + LaunchForm.bounded(Ascii.lower(executable)));
            if (actor.sha256() != null && !Programs.isWer(actor)) {
                hashes.add(FleetMark.SHA256 + LaunchForm.bounded(actor.sha256()));
            }
            patterns.see(actor, executable);
            traits.addAll(traits(actor));
            String parent = parentOf(told, actor);
            if (parent != null) {
                patterns.seeParent(executable, parent);
                traits.add(FleetMark.PARENT + LaunchForm.bounded(parent));
            }
        }
        String folder = dumpFolder();
        if (folder != null) {
            patterns.seeFolder(LaunchForm.masked(folder));
            traits.add(FleetMark.DUMP_FOLDER + LaunchForm.bounded(folder));
        }
        List<String> identities = new ArrayList<>();
        for (Collection<String> kind : List.of(paths, patterns.identities(), hashes)) {
            kind.stream().limit(LIMIT_OF_A_KIND).forEach(identities::add);
        }
        return paths.isEmpty() ? null : new FleetMark(FleetMark.Kind.ACTOR, identities, times(acts), bounded(traits));
    }

    /** What a reader wants to know of a program: its path, who ran it, and how it was called. */
    private static List<String> traits(ProcessRef process) {
        List<String> traits = new ArrayList<>();
        if (process.executable() != null) {
            traits.add(FleetMark.PROGRAM + LaunchForm.bounded(process.executable()));
        }
        String user = process.user() != null ? process.user() : process.userSid();
        if (user != null) {
            traits.add(FleetMark.USER + LaunchForm.bounded(user));
        }
        if (process.commandLine() != null) {
            traits.add(FleetMark.COMMAND_LINE + LaunchForm.maskedAsWritten(process.commandLine()));
        }
        return traits;
    }

    /** What started the actor, where the record tells of the actor itself. */
    private static @Nullable String parentOf(Told told, ProcessRef actor) {
        Fact fact = told.event().fact();
        ProcessRef parent = actor.equals(fact.actor()) ? fact.parent() : null;
        return parent == null ? null : parent.executable();
    }

    /** Where the dump was written or found, else where the arming sends it. Null when nothing tells. */
    private @Nullable String dumpFolder() {
        for (ToldKind kind : List.of(ToldKind.DUMP, ToldKind.HANDLING)) {
            for (Told told : evidence.of(kind)) {
                FileActivity file = told.event().fact().file();
                if (file != null && file.path() != null) {
                    return folder(file.path());
                }
            }
        }
        List<Told> armings = evidence.of(ToldKind.ARMING);
        Arming arming =
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

    /** The process behind one happening; null where Windows itself, WER or a management agent stands there. */
    private @Nullable ProcessRef actorOf(Told told) {
        Fact fact = told.event().fact();
        ProcessRef actor =
                switch (told.kind()) {
                    case ARMING, PREPARATION, DISARMING -> fact.actor();
                    case HANDLING -> byToolOfAll(fact) ? null : fact.actor();
                    case LAUNCH -> Actors.movedWer(fact.actor()) == null ? fact.parent() : fact.actor();
                    case DUMP -> told.nature() == DumpNature.LSASS_BY_OTHER ? fact.actor() : null;
                    default -> null;
                };
        boolean refuted = told.target() != null && told.target().resolution() == Resolution.REFUTED;
        return refuted || Programs.isCopyTool(actor) || Actors.recognisedAgent(actor, agents) ? null : actor;
    }

    /** What copies and archives is known by what it does, and everybody has it. */
    private static boolean byToolOfAll(Fact handling) {
        FileActivity.Operation operation =
                Objects.requireNonNull(handling.file()).operation();
        return operation == FileActivity.Operation.COPIED || operation == FileActivity.Operation.ARCHIVED;
    }

    /** How the host was armed; null when nobody is named, or several programs had a hand in it. */
    @Nullable
    FleetMark arming() {
        List<Told> armings = evidence.of(ToldKind.ARMING).stream()
                .filter(t -> !excepted.contains(t.event().id()))
                .toList();
        if (armings.isEmpty() || armings.stream().anyMatch(t -> !Actors.sameProgram(t, armings.get(0)))) {
            return null;
        }
        Told last = armings.get(armings.size() - 1);
        ProcessRef writer = last.event().fact().actor();
        if (writer == null || writer.executable() == null) {
            return null;
        }
        Arming state = Objects.requireNonNull(last.arming());
        // An agent is known by its path; for any other program the signer is part of who it is.
        String signer = Actors.recognisedAgent(writer, agents)
                ? "a recognised management agent"
                : Boolean.TRUE.equals(writer.signed())
                        ? "signed by " + Objects.requireNonNullElse(writer.signer(), "somebody")
                        : "not known to be signed";
        String folder = state.dumpFolder() == null
                ? "default folder"
                : "folder " + LaunchForm.bounded(Ascii.lower(state.dumpFolder()));
        String identity = LaunchForm.bounded(Ascii.lower(writer.executable())) + " (" + LaunchForm.bounded(signer)
                + ") enables dumps for " + String.join(" and ", scopes(state)) + ", " + folder;
        TreeSet<String> traits = new TreeSet<>(traits(writer));
        if (state.dumpFolder() != null) {
            traits.add(FleetMark.DUMP_FOLDER + LaunchForm.bounded(state.dumpFolder()));
        }
        ProcessRef parent = last.event().fact().parent();
        if (parent != null && parent.executable() != null) {
            traits.add(FleetMark.PARENT + LaunchForm.bounded(parent.executable()));
        }
        return new FleetMark(FleetMark.Kind.ARMING, List.of(identity), times(armings), bounded(traits));
    }

    private static List<String> scopes(Arming state) {
        return state.scopes().stream()
                .map(scope -> scope.equals(Arming.LSASS) ? scope : "all programs")
                .toList();
    }

    /** How WerFault was launched, where a product raised an alert about it or the target is unknown. */
    @Nullable
    FleetMark form() {
        boolean alerted = !evidence.of(ToldKind.DETECTION).isEmpty();
        List<Told> launches = evidence.of(ToldKind.LAUNCH).stream()
                .filter(t -> alerted || t.target() != null && t.target().resolution() == Resolution.UNKNOWN)
                .toList();
        for (Told launch : launches) {
            String form = LaunchForm.of(launch.event().fact());
            if (form != null) {
                TreeSet<String> traits = new TreeSet<>();
                traits.add(FleetMark.LAUNCH + LaunchForm.written(launch.event().fact()));
                evidence.of(ToldKind.DETECTION)
                        .forEach(t -> traits.add(FleetMark.ALERT
                                + LaunchForm.bounded(
                                        Objects.requireNonNull(t.event().fact().detection())
                                                .name())));
                return new FleetMark(FleetMark.Kind.FORM, List.of(form), times(List.of(launch)), bounded(traits));
            }
        }
        return null;
    }

    private static List<Long> times(List<Told> happenings) {
        TreeSet<Long> times = new TreeSet<>();
        happenings.forEach(t -> {
            times.add(t.event().firstMillis());
            times.add(t.event().lastMillis());
        });
        return times.descendingSet().stream().limit(LIMIT).sorted().toList();
    }

    private static List<String> bounded(Set<String> texts) {
        return texts.stream().limit(LIMIT).toList();
    }
}
