package io.github.shtinkering.detect.host;

import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.fact.WerLaunch;
import io.github.shtinkering.normal.WerCommandLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What an administrator of one host can have its records tell beside an attempt, by what he does there or by forging a
 * record of another log than that of LSASS itself: drawn at random.
 */
public final class Adversary {
    private static final String SYSTEM32 = "C:\\Windows\\System32\\";
    private static final String XCOPY = SYSTEM32 + "xcopy.exe";
    private static final String REGEDIT = "C:\\Windows\\regedit.exe";
    private static final String LOCAL_DUMPS = "hklm\\software\\microsoft\\windows\\windows error reporting\\localdumps";
    private static final ProcessRef TOOL = Facts.process(Facts.TOOL_PATH, 900L, null);

    /** Command lines that say nothing that can be read, or two things. */
    private static final List<String> ODD_LINES =
            List.of("-u -p lsass -s 4", "-u -p 4444 -ip 5120 -p 4448", "-u \"-p 4444", "-u -p -s", "-p4444 -p +4448");

    /** A way to hide. */
    public enum Trick {
        SECOND_LSASS,
        ACCESS_TO_OTHER_PIDS,
        EVENT_LOG_RESTARTED,
        FAKE_CRASH,
        OTHER_NAMES,
        CONTRADICTING_COPY,
        FORGED_TIME,
        ODD_LINE,
        RESET_AFTERWARDS,
        LAUNCHES_AT_OTHERS,
        LAUNCHES_BY_THEMSELVES,
        DUMPS_BY_OTHERS,
        DUMPS_OF_OTHERS,
        HANDLINGS,
        LOGONS,
        ARMINGS_BY_MANY,
        OTHER_SUB_KEYS
    }

    private static final List<Trick> TRICKS = List.of(Trick.values());

    private final Facts host;
    private final Random random;
    private final int flood;

    /**
     * @param host whose records they are
     * @param random what is drawn from
     * @param flood how many records a flood has at most
     */
    public Adversary(Facts host, Random random, int flood) {
        this.host = host;
        this.random = random;
        this.flood = flood;
    }

    /** Some trick. */
    public Trick trick() {
        return TRICKS.get(random.nextInt(TRICKS.size()));
    }

    /** The records of some trick beside what was done, at a random time around it. */
    public List<Fact> hide(List<Fact> done, double act) {
        return hide(trick(), done, act);
    }

    /**
     * The records of one trick.
     *
     * @param trick how to hide
     * @param done what is to be hidden
     * @param act its time, in seconds after {@link Facts#START}
     */
    public List<Fact> hide(Trick trick, List<Fact> done, double act) {
        double at = act + (random.nextBoolean() ? -1 : 1) * random.nextInt(random.nextBoolean() ? 290 : 20_000);
        List<Fact> facts = new ArrayList<>();
        switch (trick) {
            case SECOND_LSASS -> {
                long pid = otherPid();
                facts.add(host.lsassStarted(at, pid));
                if (random.nextBoolean()) {
                    facts.add(host.lsassEnded(at + 5, pid));
                }
            }
            case FAKE_CRASH -> facts.addAll(fakeCrash(act));
            case CONTRADICTING_COPY -> done.forEach(fact -> facts.addAll(contradicting(fact)));
            case FORGED_TIME ->
                facts.add(host.sighted(
                        act + (random.nextInt(20) - 10) * 86_400.0 * 30, otherPid(), SightingSource.PROCESS_ACCESS));
            case ODD_LINE ->
                facts.add(host.launched(
                        at,
                        Facts.WER + 400,
                        WerCommandLine.parse(
                                WerLaunch.Program.WERFAULT,
                                "WerFault.exe " + ODD_LINES.get(random.nextInt(ODD_LINES.size()))),
                        TOOL));
            case RESET_AFTERWARDS -> facts.add(host.reset(act + 5 + random.nextInt(5_000), REGEDIT));
            default -> {
                int count = 1 + random.nextInt(random.nextInt(8) == 0 ? flood : 3);
                for (int i = 0; i < count; i++) {
                    facts.add(oneOfMany(trick, at + i * (1 + random.nextInt(3)), i));
                }
            }
        }
        return facts;
    }

    private Fact oneOfMany(Trick trick, double at, int i) {
        return switch (trick) {
            case ACCESS_TO_OTHER_PIDS -> host.sighted(at, 900L + 4L * i, SightingSource.PROCESS_ACCESS);
            case EVENT_LOG_RESTARTED -> host.booted(at, "EventLog 6005");
            case OTHER_NAMES -> otherName(at, i);
            case LAUNCHES_AT_OTHERS ->
                host.launched(at, 20_000L + 4L * i, (random.nextBoolean() ? 8 : 4_000) + 4L * i, Facts.TOOL);
            case LAUNCHES_BY_THEMSELVES -> host.launched(at, 20_000L + 4L * i, 5_000L + 4L * i, 5_000L + 4L * i);
            case DUMPS_BY_OTHERS -> host.dumped(at, XCOPY, 99, "C:\\t\\lsass.exe." + (5_000L + 4L * i) + ".dmp", null);
            case DUMPS_OF_OTHERS -> host.dumped(at, 30_000L + 4L * i, "app.exe." + (5_000L + 4L * i) + ".dmp");
            case HANDLINGS -> host.deleted(at, XCOPY, "lsass.exe." + (5_000L + 4L * i) + ".dmp");
            case LOGONS -> host.loggedOn(at, "CORP\\user" + i, 2 + random.nextInt(2));
            case ARMINGS_BY_MANY -> host.armedGlobally(at, "C:\\w\\writer-" + i + ".exe");
            default ->
                host.registry(
                        at,
                        REGEDIT,
                        RegistryChange.Operation.SET_VALUE,
                        LOCAL_DUMPS + "\\p" + i + ".exe",
                        "dumptype",
                        2L);
        };
    }

    private long otherPid() {
        return 4L * (100 + random.nextInt(500)) + 2_000;
    }

    /** What Windows writes of a crash of LSASS, but for what only a restart of the machine brings. */
    private List<Fact> fakeCrash(double act) {
        return List.of(
                host.crash(act + 1, CrashEvidence.Source.APPLICATION_ERROR_1000, "netlogon.dll", "c0000409"),
                host.crash(act + 2, CrashEvidence.Source.WININIT_1015, "x", "c0000005"),
                host.booted(act + 60, "EventLog 6005"));
    }

    /** A record that stands alone and claims to be of a machine of the same short name. */
    private Fact otherName(double at, int i) {
        Fact fact =
                switch (random.nextInt(3)) {
                    case 0 -> host.loggedOn(at, "CORP\\user", 3);
                    case 1 -> host.deleted(at, XCOPY, "lsass.exe.4444.dmp");
                    default -> host.booted(at, "EventLog 6005");
                };
        return random.nextBoolean()
                ? Facts.withDomain(fact, "d" + i + ".evil.example")
                : Facts.withHostId(fact, "00000000-0000-4000-8000-" + (100_000_000_000L + i));
    }

    private List<Fact> contradicting(Fact fact) {
        double at = (fact.timeMillis() - Facts.START) / 1000.0;
        return switch (fact.kind()) {
            case WER_LAUNCH -> List.of(Facts.asCopyOf(host.launched(at, Facts.WER, 4_444, 4_444L), fact));
            case DUMP_WRITTEN -> List.of(Facts.asCopyOf(host.dumped(at, Facts.WER, "app.exe.4444.dmp"), fact));
            case REGISTRY_CHANGE ->
                List.of(Facts.asCopyOf(
                        host.registry(at, REGEDIT, RegistryChange.Operation.SET_VALUE, LOCAL_DUMPS, "dumptype", 1L),
                        fact));
            default -> List.of();
        };
    }
}
