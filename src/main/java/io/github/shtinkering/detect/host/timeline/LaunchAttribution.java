package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.detect.host.lsass.LsassTimeline;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.detect.host.wer.DumpJoin;
import io.github.shtinkering.detect.host.wer.DumpName;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.WerLaunch;
import io.github.shtinkering.normal.WindowsPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose process each launch was at, and who asked for it. The command line is the attacker's to choose: it may name
 * several targets, none, or the wrong one, and it may say that LSASS itself asked. Then the dump tells the target, and
 * the parent who asked.
 */
final class LaunchAttribution {
    private final LsassTimeline lsass;
    private final List<ObservedEvent> launches;
    private final List<ObservedEvent> dumps;
    private final Map<String, Launch> found = new HashMap<>();

    /**
     * A launch as it is told.
     *
     * @param fact with the target that it was at, and with who asked
     * @param target whether that was LSASS
     */
    record Launch(Fact fact, TargetResolution target) {}

    /**
     * @param lsass LSASS's PID over time
     * @param launches all launches of the machine
     * @param dumps all dumps
     */
    LaunchAttribution(LsassTimeline lsass, List<ObservedEvent> launches, List<ObservedEvent> dumps) {
        this.lsass = lsass;
        this.launches = launches;
        this.dumps = dumps;
    }

    /** What is known of a launch. */
    Launch of(Fact launch) {
        return found.computeIfAbsent(launch.id(), id -> find(launch));
    }

    private Launch find(Fact launch) {
        Fact dump = dumpOfLsass(launch);
        Launch named = byItsLine(launch, dump != null);
        if (named.target().confirmed()) {
            return named;
        }
        if (dump == null) {
            return LaunchRequest.odd(launch) && named.target().resolution() == Resolution.REFUTED
                    ? new Launch(named.fact(), named.target().doubted("the command line says two things", false))
                    : named;
        }
        long dumped = Objects.requireNonNull(DumpName.of(dump)).pid();
        TargetResolution target = confirmedByDump(named.target(), dump);
        boolean disguised = LaunchRequest.target(launch) != null
                && !LaunchRequest.targets(launch).contains(dumped);
        Fact told = asked(at(launch, dumped), dumped, true);
        return new Launch(told, disguised ? target.ofDisguised() : target);
    }

    /** Of all that the line may name, the one that is the likeliest to be LSASS. */
    private Launch byItsLine(Fact launch, boolean dumped) {
        Launch best = null;
        for (long pid : LaunchRequest.targets(launch)) {
            Fact told = asked(at(launch, pid), pid, dumped || lsass.claimed(pid, launch.timeMillis()));
            Launch candidate = new Launch(told, resolved(told, pid));
            if (best == null
                    || candidate.target().resolution().outweighs(best.target().resolution())) {
                best = candidate;
            }
        }
        return best == null ? new Launch(asked(launch, null, dumped), unasked(launch)) : best;
    }

    private TargetResolution resolved(Fact launch, long pid) {
        boolean foreign = LaunchRequest.foreign(launch);
        TargetResolution known = lsass.resolve(pid, launch.timeMillis(), foreign);
        String image = LaunchRequest.imageOfTarget(launch);
        boolean isImages = image != null && !(foreign && known.contested());
        return known.confirmed() || !isImages
                ? known
                : new TargetResolution(
                        Resolution.REFUTED, known.lsassPid(), known.sources(), false, "PID " + pid + " is " + image);
    }

    private TargetResolution unasked(Fact launch) {
        TargetResolution at = lsass.at(launch.timeMillis());
        String why = LaunchRequest.odd(launch) ? "the command line cannot be read" : "the launch shows no target";
        return new TargetResolution(Resolution.UNKNOWN, at.lsassPid(), at.sources(), false, why);
    }

    /** WER itself wrote the name: it knows its target better than any sighting of another process. */
    TargetResolution of(DumpName name, Fact dump, DumpNature nature) {
        TargetResolution known = lsass.resolve(name.pid(), dump.timeMillis(), false);
        boolean byWer = nature == DumpNature.LSASS_BY_WER;
        return byWer && !known.confirmed() ? confirmedByDump(known, dump) : known;
    }

    private static TargetResolution confirmedByDump(TargetResolution known, Fact dump) {
        DumpName name = Objects.requireNonNull(DumpName.of(dump));
        boolean secondary = known.resolution() == Resolution.REFUTED;
        List<String> sources = new ArrayList<>(secondary ? List.of() : known.sources());
        sources.add("name of the dump");
        return new TargetResolution(
                Resolution.CONFIRMED,
                name.pid(),
                sources.stream().sorted().toList(),
                !secondary && known.sources().isEmpty(),
                "WER named the dump " + WindowsPath.fileName(Objects.requireNonNull(path(dump))));
    }

    private @Nullable Fact dumpOfLsass(Fact launch) {
        return dumps.stream()
                .map(ObservedEvent::fact)
                .filter(dump -> isDumpOfLsass(launch, dump))
                .findFirst()
                .orElse(null);
    }

    private boolean isDumpOfLsass(Fact launch, Fact dump) {
        DumpName name = DumpName.of(dump);
        if (name == null || !name.ofLsass() || imageRefutes(dump, name)) {
            return false;
        }
        if (DumpJoin.writtenByItsProcess(launch, dump)) {
            return true;
        }
        List<Long> targets = LaunchRequest.targets(launch);
        boolean mayBeIts = targets.isEmpty() || targets.contains(name.pid());
        return mayBeIts
                && (WerPrograms.isWerInPlace(dump.actor()) || WerPrograms.name(dump.actor()) == null)
                && DumpJoin.joins(targets.isEmpty() ? launch : at(launch, name.pid()), dump);
    }

    /** A program that calls itself lsass.exe but lies elsewhere crashed: WER's name for its dump proves nothing. */
    boolean imageRefutes(Fact dump, DumpName name) {
        return !lsass.claimed(name.pid(), dump.timeMillis())
                && launches.stream()
                        .map(ObservedEvent::fact)
                        .anyMatch(l -> Objects.equals(LaunchRequest.target(l), name.pid())
                                && LaunchRequest.imageOfTarget(l) != null
                                && DumpJoin.joins(l, dump));
    }

    // ---- who asked
    // ---------------------------------------------------------------------------------------------------

    private static Fact at(Fact launch, long pid) {
        WerLaunch line = Objects.requireNonNull(launch.launch());
        return Objects.equals(line.targetPid(), pid) ? launch : launch.with(line.at(pid));
    }

    /**
     * Where LSASS is the target, or may be, and the line names nobody else: a parent that Windows does not start WER
     * from asked.
     */
    private static Fact asked(Fact launch, @Nullable Long target, boolean mayBeLsass) {
        WerLaunch line = Objects.requireNonNull(launch.launch());
        ProcessRef parent = launch.parent();
        boolean byParent = mayBeLsass
                && parent != null
                && WerPrograms.name(parent) != null
                && !LaunchRequest.foreign(launch)
                && !isTarget(parent, target)
                && !WerPrograms.startsWer(parent);
        return byParent ? launch.with(line.askedByParent()) : launch;
    }

    /** By its PID, where one is told; of what calls itself LSASS also by its path. */
    private static boolean isTarget(ProcessRef parent, @Nullable Long target) {
        boolean isLsass = WerPrograms.maySystem32Be(parent, "lsass.exe");
        if (parent.pid() == null || target == null) {
            return isLsass;
        }
        return parent.pid().equals(target) && (isLsass || !"lsass.exe".equals(WerPrograms.name(parent)));
    }

    private static @Nullable String path(Fact fact) {
        FileActivity file = fact.file();
        return file == null ? null : file.path();
    }
}
