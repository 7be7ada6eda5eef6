package io.github.shtinkering.simulate;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.github.shtinkering.simulate.HiddenStory.Delivery;
import io.github.shtinkering.simulate.record.RecordShape;
import io.github.shtinkering.simulate.shape.HostSensors;
import io.github.shtinkering.simulate.shape.RecordShapes;
import io.github.shtinkering.simulate.story.ExpectedOutcome;
import io.github.shtinkering.simulate.story.StoryBuilder;
import io.github.shtinkering.simulate.story.StoryProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The stories that a simulated fleet hides: attacks, look-alikes, and what is rightly ignored. */
final class PlantedStories {
    private static final String ADMIN = "CORP\\adm1";
    private static final StoryProcess REGEDIT = StoryProcess.ofAdmin("C:\\Windows\\regedit.exe", 4188, ADMIN);
    private static final String DUMP = "lsass.exe.744.dmp";
    private static final long LSASS = 744;
    private static final long TOOL = 5120;
    private static final long WERFAULT = 7012;

    private final Iterator<String> hosts;
    private final Iterator<Long> starts;
    private final List<HiddenStory> stories = new ArrayList<>();

    /**
     * Plants.
     *
     * @param hosts names of hosts that no other story uses
     * @param starts when the stories begin
     */
    PlantedStories(Iterator<String> hosts, Iterator<Long> starts) {
        this.hosts = hosts;
        this.starts = starts;
    }

    /** The attacks and the ambiguous stories, each on a host of its own. */
    List<HiddenStory> all() {
        textbook();
        slow();
        backwards();
        offlineLaptop();
        overSmb();
        spoofedParent();
        secureWerFault();
        launchAlone();
        twoSensors();
        sameActorOnThreeHosts();
        armedByHand();
        armedAndReset();
        smartCardLogon();
        otherDumper();
        genuineCrash();
        ordinaryCrashOnArmedHost();
        reboot();
        return stories;
    }

    private void textbook() {
        StoryProcess tool = tool("C:\\Users\\Public\\update.exe");
        StoryBuilder story = begin().armed(REGEDIT).after(ofMinutes(1)).reportRequested(LSASS, tool, WERFAULT);
        story.after(ofSeconds(2)).dumped(LSASS, TOOL, WERFAULT);
        plant(
                story,
                "winlogbeat/sysmon",
                Delivery.PROMPT,
                "S01",
                "Textbook attempt",
                attempt("critical", "arming", "launch", "dump"));
    }

    private void slow() {
        StoryBuilder story = begin().at(ofDays(-21)).armed(REGEDIT).at(ofMinutes(0));
        story.reportRequestedThroughService(LSASS, TOOL, WERFAULT)
                .after(ofSeconds(2))
                .dumped(LSASS, TOOL, WERFAULT);
        plant(
                story,
                "winlogbeat-ecs/sysmon",
                Delivery.PROMPT,
                "S02",
                "Armed three weeks before",
                attempt("critical", "arming", "launch", "dump"));
    }

    private void backwards() {
        StoryProcess tool = tool("C:\\ProgramData\\svc\\agent.exe");
        StoryBuilder story = begin().armedForLsass(REGEDIT).after(ofMinutes(4)).reportRequested(LSASS, tool, WERFAULT);
        story.after(ofSeconds(3))
                .dumped(LSASS, TOOL, WERFAULT)
                .after(ofMinutes(1))
                .fileDeleted(tool, StoryBuilder.CRASH_DUMPS + DUMP);
        plant(
                story,
                "nxlog-logstash/sysmon",
                Delivery.BACKWARDS,
                "S03",
                "Records in the wrong order",
                attempt("critical", "arming", "launch", "dump"));
    }

    private void offlineLaptop() {
        StoryProcess tool = tool("C:\\Users\\bob\\Downloads\\fix.exe");
        StoryBuilder story =
                begin(ofDays(-7)).armed(REGEDIT).after(ofMinutes(2)).reportRequested(LSASS, tool, WERFAULT);
        story.after(ofSeconds(2)).dumped(LSASS, TOOL, WERFAULT);
        plant(
                story,
                "elastic-defend",
                Delivery.A_WEEK_LATE,
                "S04",
                "Laptop offline for a week",
                attempt("critical", "arming", "launch", "dump"));
    }

    private void overSmb() {
        StoryBuilder story =
                begin().armed(REGEDIT).after(ofMinutes(1)).reportRequestedThroughService(LSASS, TOOL, WERFAULT);
        story.after(ofSeconds(2))
                .dumped(LSASS, TOOL, WERFAULT)
                .after(ofMinutes(5))
                .readOverSmb(StoryBuilder.CRASH_DUMPS.substring(3) + DUMP, "10.1.1.9", ADMIN);
        plant(
                story,
                "splunk-xml/security",
                Delivery.PROMPT,
                "S05",
                "Dump pulled over SMB",
                attempt("critical", "arming", "launch", "dump"));
    }

    private void spoofedParent() {
        StoryBuilder story = begin().armedForLsass(REGEDIT)
                .after(ofMinutes(1))
                .started(StoryBuilder.werFault(LSASS, TOOL, WERFAULT), StoryBuilder.lsass(LSASS));
        story.after(ofSeconds(2)).dumped(LSASS, TOOL, WERFAULT);
        plant(
                story,
                "wazuh/sysmon",
                Delivery.PROMPT,
                "S06",
                "Parent spoofed to be LSASS",
                attempt("critical", "arming", "launch", "dump"));
    }

    private void secureWerFault() {
        StoryProcess tool = new StoryProcess("C:\\Users\\bob\\x.exe", TOOL, "x.exe", "CORP\\bob", null, null, "High");
        String program = "C:\\Windows\\System32\\WerFaultSecure.exe";
        StoryProcess secure = new StoryProcess(
                program,
                WERFAULT,
                program + " -u -p 744 -ip 5120 -s 524288 /type 2",
                "CORP\\bob",
                null,
                "WerFaultSecure.exe",
                "High");
        String dump = "C:\\Users\\bob\\AppData\\Local\\CrashDumps\\" + DUMP;
        StoryBuilder story = begin().started(secure, tool).after(ofMillis(300)).fileCreated(secure, dump, null);
        story.after(ofMillis(600)).fileDeleted(tool, dump);
        plant(
                story,
                "evtx-dump/sysmon",
                Delivery.PROMPT,
                "S07",
                "WerFaultSecure started directly",
                attempt("critical", "launch", "dump"));
    }

    private void launchAlone() {
        plant(
                begin().reportRequestedThroughService(LSASS, TOOL, WERFAULT),
                "winlogbeat/security",
                Delivery.PROMPT,
                "S08",
                "A launch by another process, no more",
                attempt("high", "launch"));
    }

    private void twoSensors() {
        StoryProcess tool = tool("C:\\Users\\Public\\sync.exe");
        StoryBuilder story = begin().armed(REGEDIT).alsoSeenByAnotherSensor().after(ofMinutes(1));
        story.reportRequested(LSASS, tool, WERFAULT).alsoSeenByAnotherSensor().after(ofSeconds(2));
        story.dumped(LSASS, TOOL, WERFAULT).alsoSeenByAnotherSensor();
        plant(
                story,
                "winlogbeat/sysmon",
                Delivery.PROMPT,
                "S09",
                "Seen by two sensors",
                attempt("critical", "arming", "launch", "dump"));
    }

    private void sameActorOnThreeHosts() {
        for (String shape : List.of("defender", "vector/sysmon", "sentinel-windowsevent/sysmon")) {
            StoryProcess tool = tool("C:\\ProgramData\\helper\\helper.exe");
            StoryBuilder story = begin().reportRequested(LSASS, tool, WERFAULT)
                    .after(ofSeconds(2))
                    .dumped(LSASS, TOOL, WERFAULT);
            plant(
                    story,
                    shape,
                    Delivery.PROMPT,
                    "S10",
                    "One actor on three hosts",
                    attempt("critical", "launch", "dump"));
        }
    }

    private void armedByHand() {
        plant(
                begin().armed(REGEDIT),
                "winlogbeat6/sysmon",
                Delivery.PROMPT,
                "S11",
                "Armed globally, no more",
                found("precursor", "medium", "arming"));
    }

    private void armedAndReset() {
        plant(
                begin().armed(REGEDIT).after(ofMinutes(2)).disarmed(REGEDIT),
                "winlogbeat-ecs/security",
                Delivery.PROMPT,
                "S12",
                "Armed and reset",
                found("precursor", "medium", "arming"));
    }

    private void smartCardLogon() {
        StoryProcess wizard =
                StoryProcess.ofAdmin("C:\\Program Files\\EID Authentication\\EIDConfigurationWizard.exe", 4300, ADMIN);
        StoryBuilder story = begin().dumpFolderSet(wizard, "lsass.exe", "C:\\ProgramData\\EIDAuth\\dumps")
                .after(ofSeconds(1))
                .armedForLsass(wizard);
        plant(
                story,
                "fluent-bit/sysmon",
                Delivery.PROMPT,
                "S13",
                "A smart-card product arms LSASS",
                found("precursor", "medium", "arming"));
    }

    private void otherDumper() {
        StoryProcess procdump = StoryProcess.ofAdmin("C:\\tools\\procdump64.exe", 6300, ADMIN);
        plant(
                begin().fileCreated(procdump, "C:\\tools\\lsass.exe_261109_101010.dmp", null),
                "nxlog/sysmon",
                Delivery.PROMPT,
                "S14",
                "ProcDump of LSASS",
                found("related-technique", "high", "dump"));
    }

    private void genuineCrash() {
        StoryBuilder story =
                begin().crashed(StoryBuilder.lsass(LSASS), WERFAULT).after(ofSeconds(2));
        story.lsassFailed(LSASS, "RPCRT4.dll", "c0000005")
                .after(ofSeconds(90))
                .booted()
                .after(ofSeconds(9))
                .lsassStarted(792);
        plant(
                story,
                "winlogbeat/sysmon",
                Delivery.PROMPT,
                "S15",
                "LSASS crashes for real",
                found("lsass-crash", "low", "launch"));
    }

    private void reboot() {
        StoryBuilder story = begin().booted().after(ofSeconds(9)).lsassStarted(812);
        story.after(ofMinutes(10))
                .crashed(StoryProcess.ofAdmin("C:\\Program Files\\Contoso\\app.exe", LSASS, ADMIN), WERFAULT);
        plant(story, "winlogbeat/sysmon", Delivery.PROMPT, "Q01", "A crash with LSASS's PID of the boot before", null);
    }

    private void ordinaryCrashOnArmedHost() {
        StoryProcess installer = StoryProcess.ofAdmin("C:\\ININ\\install\\setup.exe", 4400, ADMIN);
        StoryBuilder story = begin().armed(installer).after(ofMinutes(30));
        story.crashed(StoryProcess.ofAdmin("C:\\Program Files\\Contoso\\app.exe", 9100, ADMIN), WERFAULT);
        plant(
                story,
                "mordor-flat/sysmon",
                Delivery.PROMPT,
                "S16",
                "Armed by an installer, then an ordinary crash",
                found("precursor", "medium", "arming"));
    }

    private StoryBuilder begin() {
        return begin(ofDays(0));
    }

    /** A story on the next host, where LSASS was seen before. */
    private StoryBuilder begin(Duration shift) {
        StoryBuilder story = StoryBuilder.on(hosts.next(), starts.next() + shift.toMillis());
        return story.at(ofHours(-6))
                .lsassStarted(LSASS)
                .at(ofMinutes(-40))
                .loggedOn(LSASS, "CORP\\bob", 2, "-")
                .at(ofMinutes(0));
    }

    private void plant(
            StoryBuilder story,
            String shape,
            Delivery delivery,
            String id,
            String title,
            @Nullable ExpectedOutcome found) {
        String host = story.events().get(0).host().toLowerCase(Locale.ROOT);
        ExpectedOutcome expected = found == null
                ? ExpectedOutcome.nothing(host)
                : new ExpectedOutcome(host, found.verdicts(), found.stages(), found.band());
        stories.add(
                new HiddenStory(story.expect(id, title, expected), HostSensors.withCompanions(named(shape)), delivery));
    }

    private static ExpectedOutcome attempt(String band, String... stages) {
        return found("attempt", band, stages);
    }

    private static ExpectedOutcome found(String verdict, String band, String... stages) {
        return ExpectedOutcome.of("", verdict, band, stages);
    }

    private static StoryProcess tool(String image) {
        return StoryProcess.ofSystem(image, TOOL, '"' + image + '"');
    }

    private static RecordShape named(String name) {
        return RecordShapes.all().stream()
                .filter(shape -> shape.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
