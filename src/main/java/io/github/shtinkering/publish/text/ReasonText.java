package io.github.shtinkering.publish.text;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionUse;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.DumpJoin;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WindowsPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code event.reason}: the case in one sentence that a tired analyst understands. */
public final class ReasonText {
    private static final int MOST_DUMPS = 3;

    private final JudgedCase judged;
    private final CaseNarrative story;
    private final CaseJudgement judgement;
    private final String host;

    public ReasonText(JudgedCase judged) {
        this.judged = judged;
        this.story = new CaseNarrative(judged);
        this.judgement = judged.judgement();
        this.host = judged.context().hostName();
    }

    public String sentence() {
        String sentence =
                switch (judgement.verdict()) {
                    case ATTEMPT -> attempt();
                    case PRECURSOR -> precursor();
                    case LSASS_CRASH -> crash();
                    case RELATED_TECHNIQUE -> related();
                    case BENIGN -> benign();
                };
        sentence += contradicted()
                ? " Records of one number contradict each other, which looks like forgery: the worse one counts."
                : "";
        sentence += judged.context().sharedName() && namesNoMachine()
                ? " Several machines bear this name, and records that do not say whose they are are told of each."
                : "";
        return judged.note() == null ? sentence : sentence + " This verdict was " + judged.note() + ".";
    }

    private boolean namesNoMachine() {
        return judged.evidence().stream()
                .map(entry -> entry.event().fact())
                .anyMatch(fact -> fact.domain() == null && fact.hostId() == null);
    }

    private boolean contradicted() {
        return judged.evidence().stream().map(entry -> entry.event().members()).anyMatch(ids -> ids.stream()
                .anyMatch(id -> ids.stream().anyMatch(other -> FactId.contradict(id, other))));
    }

    private String crash() {
        boolean restarted = story.last(EntryKind.REBOOT) != null;
        List<String> clauses = new ArrayList<>();
        clauses.add("LSASS on " + host + " really crashed, and WerFault reported it");
        if (restarted) {
            clauses.add("the host restarted, as it does after a real crash");
        }
        clauses.addAll(dumps(null));
        if (armed() != null) {
            clauses.add(armed());
        }
        return String.join("; ", clauses) + "." + exploit();
    }

    private String exploit() {
        ExploitedCrash exploited = ExploitedCrash.in(judged.evidence());
        return exploited == null
                ? ""
                : " It crashed in " + exploited.module() + ", so an exploit of " + exploited.hole()
                        + " may have been the cause.";
    }

    /** Who armed the host, and whether that was undone; null when nobody was seen to. */
    private @Nullable String armed() {
        TimelineEntry arming = story.last(EntryKind.ARMING);
        if (arming == null) {
            return null;
        }
        ProcessRef actor = arming.event().fact().actor();
        return who(actor) + " enabled full crash dumps of LSASS" + with(actor)
                + (story.isReset() ? " (reset since)" : "");
    }

    private String attempt() {
        List<String> clauses = new ArrayList<>();
        if (armed() != null) {
            clauses.add(armed());
        }
        TimelineEntry launch = launch();
        if (launch != null) {
            clauses.add(launched(launch) + oneOf(launches()));
        } else if (judgement.stages().contains(CaseJudgement.LAUNCH)
                && (story.last(EntryKind.LAUNCHES_EVICTED) == null || story.last(EntryKind.CRASH) != null)) {
            clauses.add("a crash of LSASS was claimed with the mark of the public tools");
        }
        if (story.last(EntryKind.LAUNCHES_EVICTED) != null) {
            clauses.add(
                    "other processes had WerFault launched at more targets than are kept, and any of those that had to"
                            + " leave may have been LSASS");
        }
        clauses.addAll(dumps(launch));
        TimelineEntry handling = story.last(EntryKind.HANDLING);
        if (handling != null) {
            clauses.add("then " + handled(handling));
        }
        return "On " + host + " " + String.join("; ", clauses) + "." + refutedBeside();
    }

    /** Each dump and who wrote it, WerFault's own first. */
    private List<String> dumps(@Nullable TimelineEntry launch) {
        List<DumpTrail> trails = new ArrayList<>(DumpTrail.of(judged));
        trails.sort(Comparator.comparing(trail -> !byWer(trail.dump())));
        List<String> clauses = new ArrayList<>(trails.stream()
                .limit(MOST_DUMPS)
                .map(trail -> dumped(trail, launch))
                .toList());
        if (trails.size() > MOST_DUMPS) {
            clauses.add((trails.size() - MOST_DUMPS) + " more dumps were written");
        }
        return clauses;
    }

    private static String dumped(DumpTrail trail, @Nullable TimelineEntry launch) {
        Fact fact = trail.written();
        if (!byWer(trail.dump())) {
            return who(fact.actor()) + " wrote " + trail.path() + with(fact.actor());
        }
        boolean ofLaunch = launch != null && DumpJoin.joins(launch.event().fact(), fact);
        return (ofLaunch ? "the dump was written to " : "WerFault wrote a dump of LSASS to ") + trail.path();
    }

    /** A path that was just told is not told again. */
    private String handled(TimelineEntry handling) {
        FileActivity file = Objects.requireNonNull(handling.event().fact().file());
        String path = file.path();
        List<DumpTrail> trails = DumpTrail.of(judged);
        boolean isTold = path != null
                && trails.size() == 1
                && AsciiCase.equalsIgnoreCase(trails.get(0).path(), path);
        return HandlingText.deed(
                handling.event().fact(), isTold ? "it" : path == null ? "the dump" : GuideText.value(path));
    }

    private static boolean byWer(TimelineEntry dump) {
        return dump.nature() == DumpNature.LSASS_BY_WER || dump.nature() == DumpNature.UNREADABLE_BY_WER;
    }

    private static String oneOf(long launches) {
        return launches < 2 ? "" : " (one of " + launches + " launches)";
    }

    private long launches() {
        return judged.evidence().stream()
                .filter(entry -> entry.kind() == EntryKind.LAUNCH && !InvolvedAccounts.isRefuted(entry))
                .count();
    }

    private static String launched(TimelineEntry launch) {
        Fact fact = launch.event().fact();
        String program = program(fact.actor());
        if (LaunchRequest.foreign(fact)) {
            return asker(fact) + " asked " + program + " to dump " + target(launch) + contradiction(fact);
        }
        String launched = program + " was started at " + target(launch);
        return LaunchRequest.namesTarget(fact) ? launched + ", as after a crash of its own" : launched;
    }

    private static String asker(Fact fact) {
        Long initiator = LaunchRequest.initiator(fact);
        ProcessRef asker = InvolvedAccounts.asker(fact);
        String process = initiator == null
                ? program(fact.parent())
                : "PID " + initiator
                        + (asker == null || asker.executable() == null ? "" : " (" + asker.executable() + ")");
        return asker == null || asker.user() == null ? process : asker.user() + " with " + process;
    }

    /** A parent can be chosen; who is named on the line as the one who asked is another process. */
    private static String contradiction(Fact fact) {
        ProcessRef parent = SpoofedParent.of(fact);
        if (parent == null) {
            return "";
        }
        return SpoofedParent.isLsass(parent)
                ? " (spoofed parent: it claims to be lsass.exe)"
                : " (its parent is " + program(parent) + ", which contradicts the line: one of the two is false)";
    }

    /** The record may have no command line, and the dump's name tell the target. */
    private static String target(TimelineEntry launch) {
        Long pid = LaunchRequest.target(launch.event().fact());
        TargetResolution resolution = launch.target();
        if (resolution != null && resolution.resolution() == Resolution.CONFIRMED) {
            return "LSASS (PID " + (pid == null ? resolution.lsassPid() : pid) + ")";
        }
        return pid == null ? "a target that no record shows" : "PID " + pid + " (which may be LSASS)";
    }

    private String precursor() {
        TimelineEntry written = story.arming();
        if (written == null) {
            return "Full crash dumps of LSASS were enabled on " + host + ".";
        }
        ProcessRef actor = written.event().fact().actor();
        String who = "On " + host + " " + who(actor);
        if (story.last(EntryKind.ARMING) == null) {
            return who + " prepared a dump setting for lsass.exe" + with(actor)
                    + ", without the full type: LSASS would not be dumped in full yet.";
        }
        return who + " enabled full crash dumps" + with(actor)
                + (story.scores("arming-lsass") ? " for lsass.exe by name" : " for every program, LSASS included")
                + (story.isReset() ? "; the setting was reset since" : "")
                + "; no launch at LSASS was seen." + refutedBeside();
    }

    /** A foreign launch at another program on an armed host is worth a word, though it adds nothing. */
    private String refutedBeside() {
        for (TimelineEntry entry : judged.evidence()) {
            Fact fact = entry.event().fact();
            if (entry.kind() == EntryKind.LAUNCH && InvolvedAccounts.isRefuted(entry) && LaunchRequest.foreign(fact)) {
                return " A WerFault launch at PID " + LaunchRequest.target(fact) + " asked for by PID "
                        + LaunchRequest.initiator(fact) + " was not at LSASS: "
                        + entry.target().why() + ".";
            }
        }
        return "";
    }

    private String related() {
        List<String> clauses = new ArrayList<>(dumps(null));
        if (clauses.isEmpty()) {
            clauses.add("a process wrote a dump of LSASS");
        }
        TimelineEntry handling = story.last(EntryKind.HANDLING);
        if (handling != null) {
            clauses.add("then " + handled(handling));
        }
        return "On " + host + " " + String.join("; ", clauses)
                + ": LSASS dumped by another technique than Shtinkering, or a copy of such a dump"
                + (armed() == null ? "" : "; " + armed()) + ".";
    }

    private String benign() {
        if (judgement.suppressed()) {
            return covered();
        }
        TimelineEntry alert = story.last(EntryKind.DETECTION);
        TimelineEntry launch = story.last(EntryKind.LAUNCH);
        if (alert == null || launch == null) {
            return "What looked like LSASS being dumped on " + host + " was not.";
        }
        boolean refuted = InvolvedAccounts.isRefuted(launch);
        return Objects.requireNonNull(alert.event().fact().detection()).vendor() + "'s alert on " + host
                + (refuted
                        ? " is not a dump of LSASS: "
                                + Objects.requireNonNull(launch.target()).why() + "; "
                        : " is not a dump of LSASS, as far as the evidence goes: ")
                + String.join(", ", checks(launch))
                + (refuted ? "." : "; what would prove it is LSASS's PID on " + host + ", " + known(launch) + ".");
    }

    private String covered() {
        ExceptionUse use = judgement.exceptions().get(0);
        TimelineEntry arming = story.arming();
        ProcessRef actor = arming == null ? null : arming.event().fact().actor();
        return "On " + host + " " + who(actor) + " enabled full crash dumps" + with(actor) + ", which exception "
                + use.id() + " of " + use.owner() + " covers; a launch at LSASS would not be covered." + outlived()
                + refutedBeside();
    }

    private String outlived() {
        return judgement.exceptions().stream()
                .filter(ExceptionUse::outlived)
                .findFirst()
                .map(use -> " Exception " + use.id() + " ended at " + DocumentTimes.words(use.outlivedMillis())
                        + ", and the host is still armed: have it reset.")
                .orElse("");
    }

    private List<String> checks(TimelineEntry launch) {
        Fact fact = launch.event().fact();
        Long target = LaunchRequest.target(fact);
        List<String> checks = new ArrayList<>();
        if (target != null && target.equals(LaunchRequest.initiator(fact))) {
            checks.add("PID " + target + " asked for the dump of itself, as a crashing program does");
        }
        String executable = fact.actor() == null ? null : fact.actor().executable();
        if (executable != null && AsciiCase.lower(executable).contains("\\syswow64\\")) {
            checks.add("it is the 32-bit WerFault while LSASS is 64-bit");
        }
        if (fact.launch() != null && fact.launch().snapshot()) {
            checks.add("-pss is the ordinary snapshot before a crash report");
        }
        if (story.last(EntryKind.ARMING) == null) {
            checks.add("no arming of full dumps was seen");
        }
        if (story.last(EntryKind.DUMP) == null) {
            checks.add("no dump of LSASS was written");
        }
        return checks;
    }

    private static String known(TimelineEntry launch) {
        Long pid = launch.target() == null ? null : launch.target().lsassPid();
        return pid == null ? "which no record has shown yet" : "which is " + pid;
    }

    private @Nullable TimelineEntry launch() {
        TimelineEntry found = null;
        for (TimelineEntry entry : judged.evidence()) {
            Long target = entry.kind() == EntryKind.LAUNCH
                    ? LaunchRequest.target(entry.event().fact())
                    : null;
            boolean theOne = Objects.equals(target, judgement.targetPid())
                    && Objects.equals(LaunchRequest.initiator(entry.event().fact()), judgement.initiatorPid());
            if (entry.kind() == EntryKind.LAUNCH && !InvolvedAccounts.isRefuted(entry) && (found == null || theOne)) {
                found = entry;
            }
        }
        return found;
    }

    /** Who did something: the account where it is told, else the program. */
    private static String who(@Nullable ProcessRef process) {
        return process == null || process.user() == null ? program(process) : process.user();
    }

    /** With which program; nothing where {@link #who} says it already. */
    private static String with(@Nullable ProcessRef process) {
        return process == null || process.user() == null ? "" : " with " + program(process);
    }

    private static String program(@Nullable ProcessRef process) {
        return process == null || process.executable() == null
                ? "an unknown program"
                : WindowsPath.fileName(process.executable());
    }
}
