package io.github.shtinkering.simulate;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.github.shtinkering.simulate.story.ExpectedOutcome;
import io.github.shtinkering.simulate.story.SimulatedEvent;
import io.github.shtinkering.simulate.story.SimulatedEvent.RegistryOperation;
import io.github.shtinkering.simulate.story.SimulatedStory;
import io.github.shtinkering.simulate.story.StoryBuilder;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.util.ArrayList;
import java.util.List;

/** Our own stories: one for each row of the rubric's matrix and each verdict, and for the ways around them. */
final class OwnStories {
    private static final long T0 = 1_780_300_800_000L;
    /** Further apart than any window that joins hosts. */
    private static final long TWO_DAYS_MILLIS = 2 * 86_400_000L;

    private static final long LSASS = 744;
    private static final long TOOL_PID = 5120;
    private static final long WERFAULT = 7012;
    private static final String ADMIN = "CORP\\adm1";
    private static final String BOB = "CORP\\bob";
    private static final StoryProcess REGEDIT = StoryProcess.ofAdmin("C:\\Windows\\regedit.exe", 4188, ADMIN);
    private static final StoryProcess TOOL =
            StoryProcess.ofSystem("C:\\Program Files\\Tool\\tool.exe", TOOL_PID, "tool.exe");
    private static final StoryProcess APP = StoryProcess.ofAdmin("C:\\Program Files\\Contoso\\app.exe", 5700, BOB);
    private static final StoryProcess SVCHOST_REMOTE_REGISTRY = new StoryProcess(
            "C:\\Windows\\System32\\svchost.exe",
            2200,
            "C:\\Windows\\System32\\svchost.exe -k localService -p -s RemoteRegistry",
            "NT AUTHORITY\\LOCAL SERVICE",
            null,
            "svchost.exe",
            "System");
    private static final String SYSTEM_DUMP = StoryBuilder.CRASH_DUMPS + "lsass.exe.744.dmp";

    private final List<SimulatedStory> stories = new ArrayList<>();
    private int number;

    private OwnStories() {}

    static List<SimulatedStory> all() {
        OwnStories own = new OwnStories();
        own.armings();
        own.launches();
        own.dumps();
        own.chains();
        own.crashes();
        own.variants();
        own.evasions();
        own.quiet();
        own.months();
        return own.stories;
    }

    private void armings() {
        found(known().dumpFolderSet(REGEDIT, "lsass.exe", "C:\\d"), "weak arming", "precursor", "low", "arming");
        found(known().armed(REGEDIT), "global arming", "precursor", "medium", "arming");
        found(known().armedForLsass(REGEDIT), "sub-key arming", "precursor", "medium", "arming");
        found(
                known().armed(REGEDIT).after(ofMinutes(2)).disarmed(REGEDIT),
                "armed and reset",
                "precursor",
                "medium",
                "arming");
        found(
                known().dumpsSet(REGEDIT, "", "CustomDumpFlags", 2).dumpsSet(REGEDIT, "", "DumpType", 0),
                "custom flags with full memory",
                "precursor",
                "medium",
                "arming");
        found(known().happens(setAsText()), "DumpType stored as a string", "precursor", "medium", "arming");
        found(
                known().armed(SVCHOST_REMOTE_REGISTRY),
                "written by a service host, nothing remote seen",
                "precursor",
                "low",
                "arming");
        found(
                known().happens(new SimulatedEvent.ShareAccessed("\\\\*\\IPC$", "winreg", "10.1.1.9", ADMIN))
                        .after(ofSeconds(5))
                        .armed(SVCHOST_REMOTE_REGISTRY),
                "written through the remote registry",
                "precursor",
                "medium",
                "arming");
        found(
                known().loggedOn(LSASS, BOB, 2, "-")
                        .after(ofMinutes(39))
                        .loggedOn(LSASS, BOB, 3, "10.1.1.9")
                        .after(ofMinutes(1))
                        .armed(SVCHOST_REMOTE_REGISTRY),
                "written over the network by one who had logged on at the console",
                "precursor",
                "medium",
                "arming");
        found(
                known().dumpsSet(REGEDIT, "x.exe", "DumpType", 2)
                        .after(ofSeconds(5))
                        .happens(renamedToLsass()),
                "a key prepared under another name and renamed",
                "precursor",
                "medium",
                "arming");
    }

    private void launches() {
        found(
                known().reportRequestedThroughService(LSASS, TOOL_PID, WERFAULT),
                "launch at LSASS by another",
                "attempt",
                "high",
                "launch");
        found(known().crashed(StoryBuilder.lsass(LSASS), WERFAULT), "LSASS's own report", "attempt", "low", "launch");
        found(
                unknown().reportRequestedThroughService(LSASS, TOOL_PID, WERFAULT),
                "launch at an unknown target by another",
                "attempt",
                "low",
                "launch");
        found(
                unknown()
                        .reportRequestedThroughService(LSASS, TOOL_PID, WERFAULT)
                        .after(ofHours(2))
                        .loggedOn(LSASS, BOB, 2, "-"),
                "LSASS's PID learnt later",
                "attempt",
                "high",
                "launch");
        quiet(unknown().crashed(APP, WERFAULT), "a crash, LSASS unknown");
        quiet(known().crashed(APP, WERFAULT), "a crash of another program");
        quiet(
                known().reportRequestedThroughService(5700, TOOL_PID, WERFAULT),
                "a launch by another at another program");
    }

    /** The machine boots every morning, and LSASS gets the same PID; the act was on the fourth day. */
    private void months() {
        StoryBuilder days = unknown();
        for (int day = 0; day < 12; day++) {
            days.at(ofDays(day)).booted();
            for (int hour = 1; hour < 9; hour++) {
                days.at(ofDays(day).plusHours(hour)).loggedOn(LSASS, BOB, 2, "-");
            }
            if (day == 3) {
                days.after(ofMinutes(10)).reportRequestedThroughService(LSASS, TOOL_PID, WERFAULT);
            }
        }
        found(days, "twelve days of one PID", "attempt", "high", "launch");
    }

    private void dumps() {
        found(
                known().fileCreated(bareWerFault(), SYSTEM_DUMP, null),
                "LSASS's dump alone",
                "attempt",
                "medium",
                "dump");
        found(
                known().fileCreated(TOOL, "C:\\t\\lsass.dmp", null),
                "LSASS's dump by another program",
                "related-technique",
                "high",
                "dump");
        found(
                known().armedForLsass(REGEDIT).after(ofHours(1)).fileCreated(TOOL, "C:\\t\\lsass.dmp", null),
                "the same on an armed host",
                "related-technique",
                "high",
                "arming",
                "dump");
    }

    private void chains() {
        found(
                known().armed(REGEDIT).after(ofMinutes(1)).reportRequestedThroughService(LSASS, TOOL_PID, WERFAULT),
                "armed and launched",
                "attempt",
                "high",
                "arming",
                "launch");
        found(
                known().armed(REGEDIT).after(ofMinutes(1)).crashed(StoryBuilder.lsass(LSASS), WERFAULT),
                "armed, LSASS's own report",
                "attempt",
                "high",
                "arming",
                "launch");
        found(
                unknown().armed(REGEDIT).after(ofMinutes(1)).reportRequestedThroughService(LSASS, TOOL_PID, WERFAULT),
                "armed, launch at an unknown target",
                "attempt",
                "medium",
                "arming",
                "launch");
        found(
                unknown().armed(REGEDIT).after(ofMinutes(1)).crashed(APP, WERFAULT),
                "armed, an ordinary crash, LSASS unknown",
                "precursor",
                "medium",
                "arming");
        found(
                known().armed(REGEDIT).after(ofMinutes(1)).crashed(APP, WERFAULT),
                "armed, an ordinary crash",
                "precursor",
                "medium",
                "arming");
        found(
                known().armed(REGEDIT).after(ofHours(1)).fileCreated(bareWerFault(), SYSTEM_DUMP, null),
                "armed and dumped, no launch seen",
                "attempt",
                "high",
                "arming",
                "dump");
        found(launchedAndDumped(known()), "launched and dumped", "attempt", "critical", "launch", "dump");
        found(
                launchedAndDumped(known().armed(REGEDIT).after(ofMinutes(1))),
                "the full chain",
                "attempt",
                "critical",
                "arming",
                "launch",
                "dump");
        found(
                launchedAndDumped(unknown().armed(REGEDIT).after(ofMinutes(1))),
                "the full chain, the dump's name tells the target",
                "attempt",
                "critical",
                "arming",
                "launch",
                "dump");
        found(
                known().armed(REGEDIT)
                        .after(ofMinutes(1))
                        .crashed(StoryBuilder.lsass(LSASS), WERFAULT)
                        .after(ofSeconds(1))
                        .fileCreated(bareWerFault(), SYSTEM_DUMP, null),
                "the full chain in the form of a crash, and no restart",
                "attempt",
                "high",
                "arming",
                "launch",
                "dump");
        found(
                launchedAndDumped(known().at(ofDays(-45)).armed(REGEDIT).at(ZERO)),
                "armed 45 days before",
                "attempt",
                "critical",
                "arming",
                "launch",
                "dump");
        found(
                launchedAndDumped(known().armed(REGEDIT).after(ofMinutes(1)))
                        .after(ofSeconds(5))
                        .disarmed(REGEDIT)
                        .after(ofSeconds(5))
                        .fileDeleted(TOOL, SYSTEM_DUMP),
                "the full chain, cleaned up",
                "attempt",
                "critical",
                "arming",
                "launch",
                "dump");
    }

    private void crashes() {
        found(genuineCrash(known()), "a genuine crash", "lsass-crash", "low", "launch");
        found(
                genuineCrash(known().at(ofDays(-30)).armed(REGEDIT).at(ZERO)),
                "a genuine crash on a host armed long ago",
                "lsass-crash",
                "medium",
                "arming",
                "launch");
        found(
                known().at(ZERO)
                        .crashed(StoryBuilder.lsass(LSASS), WERFAULT)
                        .after(ofSeconds(1))
                        .happens(new SimulatedEvent.ApplicationFailed(
                                "lsass.exe", "unknown", "c0000001", LSASS, "C:\\Windows\\System32\\lsass.exe")),
                "the code of a fake crash",
                "attempt",
                "medium",
                "launch");
    }

    private void variants() {
        String werFault = "C:\\Windows\\System32\\WerFault.exe";
        found(
                known().started(
                                StoryProcess.ofSystem(werFault, WERFAULT, werFault + " -s -t 8100 -i 5120 -e 744 -c 0"),
                                StoryProcess.ofSystem("C:\\Windows\\System32\\svchost.exe", 1776, "svchost.exe")),
                "silent process exit",
                "attempt",
                "high",
                "launch");
        String secure = "C:\\Windows\\System32\\WerFaultSecure.exe";
        found(
                known().started(
                                StoryProcess.ofSystem(
                                        secure,
                                        WERFAULT,
                                        secure + " /h /pid 744 /tid 900 /encfile 420 /cancel 424 /type 268310"),
                                TOOL),
                "WerFaultSecure with the switches of a secure dump",
                "attempt",
                "high",
                "launch");
    }

    private void evasions() {
        String werFault = "C:\\Windows\\System32\\WerFault.exe";
        found(
                known().started(
                                StoryProcess.ofSystem(
                                        werFault, WERFAULT, '"' + werFault + "\"  -U  -s 244\t-P 744 -IP 5120"),
                                TOOL),
                "another order, case and spacing of the switches",
                "attempt",
                "high",
                "launch");
        found(
                launchedAndDumped(known().armedForLsass(REGEDIT).after(ofSeconds(30)))
                        .after(ofMinutes(3))
                        .readOverSmb(SYSTEM_DUMP.substring(3), "10.1.1.9", ADMIN),
                "read over SMB",
                "attempt",
                "critical",
                "arming",
                "launch",
                "dump");
    }

    private void quiet() {
        quiet(known().dumpsSet(REGEDIT, "", "DumpType", 1), "mini dumps");
        quiet(known().dumpsKeyCreated(REGEDIT, ""), "the key created");
        quiet(known().disarmed(REGEDIT), "disarmed, never armed");
        quiet(known().dumpsSet(REGEDIT, "wazuh-agent.exe", "DumpType", 2), "another program's sub-key");
        quiet(known().vendorAlerted(14980), "a vendor's alert, refuted");
        quiet(unknown().vendorAlerted(14980), "a vendor's alert, LSASS unknown");
        quiet(
                known().booted()
                        .after(ofSeconds(9))
                        .lsassStarted(812)
                        .after(ofMinutes(5))
                        .crashed(StoryProcess.ofAdmin("C:\\Program Files\\Contoso\\app.exe", LSASS, BOB), WERFAULT),
                "a crash of a program that has LSASS's PID of the boot before");
    }

    private static StoryBuilder launchedAndDumped(StoryBuilder story) {
        return story.reportRequestedThroughService(LSASS, TOOL_PID, WERFAULT)
                .after(ofSeconds(2))
                .dumped(LSASS, TOOL_PID, WERFAULT);
    }

    private static StoryBuilder genuineCrash(StoryBuilder story) {
        return story.crashed(StoryBuilder.lsass(LSASS), WERFAULT)
                .after(ofMillis(1500))
                .lsassFailed(LSASS, "RPCRT4.dll", "c0000005")
                .after(ofSeconds(90))
                .booted()
                .after(ofSeconds(9))
                .lsassStarted(792);
    }

    /** The writer of a dump, where no sensor saw its start. */
    private static StoryProcess bareWerFault() {
        return StoryProcess.ofSystem("C:\\Windows\\System32\\WerFault.exe", WERFAULT + 4, null);
    }

    private static SimulatedEvent setAsText() {
        return new SimulatedEvent.RegistryChanged(
                RegistryOperation.SET_VALUE, REGEDIT, StoryBuilder.LOCAL_DUMPS, "DumpType", "2", "sz", null);
    }

    private static SimulatedEvent renamedToLsass() {
        return new SimulatedEvent.RegistryChanged(
                RegistryOperation.RENAME,
                REGEDIT,
                StoryBuilder.LOCAL_DUMPS + "\\x.exe",
                null,
                null,
                null,
                StoryBuilder.LOCAL_DUMPS + "\\lsass.exe");
    }

    /** A host whose LSASS was seen to start. */
    private StoryBuilder known() {
        return unknown()
                .at(ofDays(-50))
                .lsassStarted(LSASS)
                .at(ofHours(-6))
                .lsassAccessed(LSASS)
                .at(ZERO);
    }

    /** A host of which nothing is known. */
    private StoryBuilder unknown() {
        number++;
        return StoryBuilder.on("OWN-" + number, T0 + number * TWO_DAYS_MILLIS);
    }

    private void found(StoryBuilder story, String title, String verdict, String band, String... stages) {
        stories.add(story.expect("O" + number, title, ExpectedOutcome.of("own-" + number, verdict, band, stages)));
    }

    private void quiet(StoryBuilder story, String title) {
        stories.add(story.expect("O" + number, title, ExpectedOutcome.nothing("own-" + number)));
    }
}
