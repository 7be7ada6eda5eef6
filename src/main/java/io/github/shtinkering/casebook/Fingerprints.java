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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What of a case's evidence other hosts' cases may have in common with it. A pure function. */
final class Fingerprints {
    /** Most identities, times and traits of one mark: a hostile case must not make the fleet's state. */
    private static final int LIMIT = 16;

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
        TreeSet<String> identities = new TreeSet<>();
        TreeSet<String> traits = new TreeSet<>();
        List<Told> acts = new ArrayList<>();
        for (Told told : evidence.elements()) {
            if (told.kind() == ToldKind.LAUNCH || told.kind() == ToldKind.DUMP) {
                acts.add(told);
            }
            ProcessRef actor = actorOf(told);
            if (actor != null && identify(actor, identities)) {
                LaunchForm.traits(actor).forEach(traits::add);
                folder(told, traits);
            }
            if (told.kind() == ToldKind.DUMP) {
                folder(told, traits);
            }
        }
        return identities.isEmpty()
                ? null
                : new FleetMark(FleetMark.Kind.ACTOR, bounded(identities), times(acts), bounded(traits));
    }

    /** The process behind one happening; null where Windows itself, WER or a management agent stands there. */
    private @Nullable ProcessRef actorOf(Told told) {
        Fact fact = told.event().fact();
        ProcessRef actor =
                switch (told.kind()) {
                    case ARMING, PREPARATION, DISARMING, HANDLING -> fact.actor();
                    case LAUNCH -> Actors.movedWer(fact.actor()) == null ? fact.parent() : fact.actor();
                    case DUMP -> told.nature() == DumpNature.LSASS_BY_OTHER ? fact.actor() : null;
                    default -> null;
                };
        boolean refuted = told.target() != null && told.target().resolution() == Resolution.REFUTED;
        return refuted || Programs.isCopyTool(actor) || Actors.recognisedAgent(actor, agents) ? null : actor;
    }

    private static boolean identify(ProcessRef actor, Set<String> identities) {
        String executable = actor.executable();
        if (executable == null || !Actors.outsideSystemRoot(executable)) {
            return false;
        }
        identities.add("path " + LaunchForm.bounded(Ascii.lower(executable)));
        if (actor.sha256() != null && !Programs.isWer(actor)) {
            identities.add("sha256 " + LaunchForm.bounded(actor.sha256()));
        }
        return true;
    }

    private static void folder(Told told, Set<String> traits) {
        FileActivity file = told.event().fact().file();
        String path = file == null ? null : file.path();
        if (told.kind() == ToldKind.DUMP && path != null) {
            String name = WindowsPath.fileName(path);
            traits.add("dump folder "
                    + LaunchForm.bounded(
                            LaunchForm.masked(path.substring(0, Math.max(0, path.length() - name.length() - 1)))));
        }
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
        String folder = state.dumpFolder() == null ? "the default folder" : Ascii.lower(state.dumpFolder());
        String identity = LaunchForm.bounded(Ascii.lower(writer.executable())) + " (" + LaunchForm.bounded(signer)
                + ") arms " + String.join(", ", state.scopes()) + ", dumps in " + LaunchForm.bounded(folder);
        TreeSet<String> traits = new TreeSet<>(LaunchForm.traits(writer));
        ProcessRef parent = last.event().fact().parent();
        if (parent != null && parent.executable() != null) {
            traits.add("parent " + LaunchForm.bounded(Ascii.lower(parent.executable())));
        }
        return new FleetMark(FleetMark.Kind.ARMING, List.of(identity), times(armings), bounded(traits));
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
                evidence.of(ToldKind.DETECTION)
                        .forEach(t -> traits.add("alert "
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
