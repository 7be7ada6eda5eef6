package io.github.shtinkering.simulate;

import io.github.shtinkering.simulate.story.SimulatedEvent;
import io.github.shtinkering.simulate.story.SimulatedEvent.FileOperation;
import io.github.shtinkering.simulate.story.SimulatedEvent.RegistryOperation;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.util.List;
import java.util.Random;

/** What a fleet's hosts do all day: logons in one record of eight, and a crash of some program in one of a thousand. */
final class BackgroundActivity {
    private static final List<String> PROGRAMS = List.of(
            "C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE",
            "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
            "C:\\Windows\\System32\\svchost.exe",
            "C:\\Windows\\System32\\taskhostw.exe",
            "C:\\Program Files\\Contoso\\app.exe",
            "C:\\Windows\\System32\\SearchIndexer.exe");
    private static final List<String> USERS =
            List.of("CORP\\alice", "CORP\\bob", "CORP\\carol", "CORP\\dave", "NT AUTHORITY\\SYSTEM");

    private final Random random;

    BackgroundActivity(Random random) {
        this.random = random;
    }

    /** Draws what happens next; not every host has a sensor that tells of it. */
    int draw() {
        return random.nextInt(1_000);
    }

    /**
     * Something ordinary.
     *
     * @param drawn what happens
     * @param lsassPid the host's, or 0 on a host whose own story tells of LSASS
     */
    SimulatedEvent next(int drawn, long lsassPid) {
        if (drawn < 125) {
            return lsassPid == 0 ? process() : logon(lsassPid);
        }
        if (drawn < 126) {
            return crash();
        }
        if (drawn < 300) {
            return process();
        }
        if (drawn < 550) {
            return new SimulatedEvent.ImageLoaded(program(), "C:\\Windows\\System32\\user32.dll");
        }
        if (drawn < 750) {
            return new SimulatedEvent.NetworkConnected(program(), "203.0.113." + random.nextInt(255), 443);
        }
        return drawn < 880 ? file() : registry();
    }

    private SimulatedEvent logon(long lsassPid) {
        int eventId = random.nextBoolean() ? 4624 : 4672;
        return new SimulatedEvent.LoggedOn(lsassPid, eventId, random.nextBoolean() ? 3 : 5, "-", user(), "svchost.exe");
    }

    /** The report of a program that crashed: the form that all but drowns the technique. */
    private SimulatedEvent crash() {
        StoryProcess crashed = program();
        String command =
                "C:\\Windows\\system32\\WerFault.exe -u -p " + crashed.pid() + " -s " + 4 * random.nextInt(700);
        return new SimulatedEvent.ProcessStarted(
                new StoryProcess(
                        "C:\\Windows\\System32\\WerFault.exe",
                        pid(),
                        command,
                        crashed.user(),
                        null,
                        "WerFault.exe",
                        "Medium"),
                crashed);
    }

    private SimulatedEvent process() {
        return new SimulatedEvent.ProcessStarted(program(), program());
    }

    private SimulatedEvent file() {
        String path = "C:\\Users\\bob\\AppData\\Local\\Temp\\~df" + Integer.toHexString(random.nextInt()) + ".tmp";
        return new SimulatedEvent.FileTouched(FileOperation.CREATED, program(), path, null, null);
    }

    private SimulatedEvent registry() {
        return new SimulatedEvent.RegistryChanged(
                RegistryOperation.SET_VALUE,
                program(),
                "HKLM\\SYSTEM\\CurrentControlSet\\Services\\W32Time\\Config",
                "LastKnownGoodTime",
                Integer.toString(random.nextInt(1_000)),
                "dword",
                null);
    }

    private StoryProcess program() {
        String image = PROGRAMS.get(random.nextInt(PROGRAMS.size()));
        return new StoryProcess(image, pid(), '"' + image + '"', user(), null, null, "Medium");
    }

    /** Far above what LSASS ever gets. */
    private long pid() {
        return 4L * (2_000 + random.nextInt(4_000));
    }

    private String user() {
        return USERS.get(random.nextInt(USERS.size()));
    }
}
