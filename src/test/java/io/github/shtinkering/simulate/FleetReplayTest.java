package io.github.shtinkering.simulate;

import static io.github.shtinkering.simulate.story.StoryBuilder.CRASH_DUMPS;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.simulate.shape.HostSensors;
import io.github.shtinkering.simulate.shape.RecordShapes;
import io.github.shtinkering.simulate.story.SimulatedEvent;
import io.github.shtinkering.simulate.story.StoryBuilder;
import io.github.shtinkering.simulate.story.StoryProcess;
import io.github.shtinkering.sink.SchemaAssert;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one host cannot see, from records to documents: the whole job over many hosts at once. */
class FleetReplayTest {
    private static final long T0 = Instant.parse("2026-11-09T08:00:00Z").toEpochMilli();
    private static final long SEED = Long.getLong("shtinkering.seed", 20_261_122L);
    /** 5,000 for the forum's storm in full size. */
    private static final int STORM = Integer.getInteger("shtinkering.storm", 300);
    /** 50,000 for the deployment in full size. */
    private static final int DEPLOYMENT = Integer.getInteger("shtinkering.deployment", 1_200);

    /** Hosts of the storm's fleet on which nothing happens. */
    private static final int BYSTANDERS = Math.max(1, STORM / 5);

    private static final long LSASS = 744;
    private static final long TOOL = 5120;
    private static final long WERFAULT = 7012;
    /** Five formats; NXLog's times are local, two hours ahead, the others' are UTC. */
    private static final List<String> FORMATS =
            List.of("winlogbeat/sysmon", "defender", "nxlog-logstash/sysmon", "wazuh/sysmon", "elastic-defend");

    @TempDir
    private Path directory;

    /** One replay holds them all: each lacks another record, and has an actor and hosts of its own. */
    @Test
    void fiveHostsWithOneActorAreOneCampaignWhicheverRecordIsMissing() throws Exception {
        int all = foundWithoutEachRecord(FleetReplayTest::campaign);
        Map<String, JsonNode> campaigns = documents("campaigns.ndjson").stream()
                .collect(Collectors.toMap(
                        c -> c.at("/shtinkering/campaign/fingerprint").asText().split(";")[0], c -> c));
        assertThat(campaigns).as("seed %d", SEED).hasSize(all + 1);
        for (int variation = 0; variation <= all; variation++) {
            JsonNode campaign = campaigns.get("path c:\\programdata\\" + folder(variation) + "\\helper.exe");
            assertThat(campaign)
                    .as("without record %d, seed %d", variation, SEED)
                    .isNotNull();
            JsonNode own = campaign.at("/shtinkering/campaign");
            assertThat(own.path("kind").asText()).isEqualTo("campaign");
            assertThat(own.path("host_count").asInt())
                    .as("without record %d", variation)
                    .isEqualTo(5);
            assertThat(own.path("hosts")).hasSize(5);
        }
        String first = campaigns
                .get("path c:\\programdata\\" + folder(0) + "\\helper.exe")
                .at("/shtinkering/campaign/id")
                .asText();
        List<JsonNode> members = documents("cases.ndjson").stream()
                .filter(c -> c.at("/shtinkering/campaign/id").asText().equals(first))
                .toList();
        assertThat(members).hasSize(5).allSatisfy(member -> {
            assertThat(member.at("/shtinkering/campaign/kind").asText()).isEqualTo("campaign");
            assertThat(parts(member)).contains("campaign");
            assertThat(member.at("/event/reason").asText()).contains("campaign " + first);
        });
    }

    /** On each host it has another name: nothing but its pattern is left, and it makes no score. */
    @Test
    void aToolThatIsRenamedFromHostToHostIsOneCampaignWhicheverRecordIsMissing() throws Exception {
        int all = foundWithoutEachRecord(FleetReplayTest::renamed);
        List<JsonNode> campaigns = documents("campaigns.ndjson");
        assertThat(campaigns).as("seed %d", SEED).hasSize(all + 1).allSatisfy(campaign -> {
            JsonNode own = campaign.at("/shtinkering/campaign");
            assertThat(own.path("host_count").asInt()).isGreaterThanOrEqualTo(FORMATS.size() - 1);
            assertThat(own.path("why").asText()).contains("under different names attacked LSASS");
            assertThat(own.path("traits")).extracting(JsonNode::asText).contains("command line drop#.exe --id #");
        });
        assertThat(documents("cases.ndjson"))
                .hasSize((all + 1) * FORMATS.size())
                .allSatisfy(member -> {
                    assertThat(member.at("/shtinkering/case/verdict").asText()).isEqualTo("attempt");
                    assertThat(parts(member)).doesNotContain("campaign");
                });
    }

    /** Returns how many records there are, of each of which a campaign was without. */
    private int foundWithoutEachRecord(IntFunction<List<byte[]>> campaign) throws Exception {
        int all = campaign.apply(0).size();
        List<byte[]> records = new ArrayList<>();
        for (int variation = 0; variation <= all; variation++) {
            List<byte[]> own = campaign.apply(variation);
            if (variation < all) {
                own.remove(variation);
            }
            records.addAll(own);
        }
        assertThat(all).isGreaterThan(20);
        Collections.shuffle(records, new Random(SEED));
        found(records);
        return all;
    }

    /** A name without a digit, which a pattern would mask. */
    private static String folder(int variation) {
        return "helper-" + (char) ('a' + variation / 26) + (char) ('a' + variation % 26);
    }

    /** Five formats, one tool. */
    private static List<byte[]> campaign(int variation) {
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < FORMATS.size(); i++) {
            records.addAll(rendered(attempt(variation, i, "helper.exe"), FORMATS.get(i)));
        }
        return records;
    }

    private static List<byte[]> renamed(int variation) {
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < FORMATS.size(); i++) {
            records.addAll(rendered(attempt(variation, i, "drop" + (100 + 7 * i) + ".exe"), "winlogbeat/sysmon"));
        }
        return records;
    }

    /** The tool arms, asks for the dump, and deletes it: five hosts in six hours. */
    private static StoryBuilder attempt(int variation, int i, String name) {
        StoryProcess tool =
                StoryProcess.ofSystem("C:\\ProgramData\\" + folder(variation) + "\\" + name, TOOL, name + " --id " + i);
        return StoryBuilder.on(
                        "C" + variation + "-WS-" + i, T0 + i * ofMinutes(85).toMillis())
                .at(ofHours(-2))
                .lsassStarted(LSASS)
                .at(ZERO)
                .armed(tool)
                .after(ofMinutes(1))
                .reportRequested(LSASS, tool, WERFAULT)
                .after(ofSeconds(2))
                .dumped(LSASS, TOOL, WERFAULT)
                .after(ofMinutes(1))
                .fileDeleted(tool, CRASH_DUMPS + "lsass.exe.744.dmp");
    }

    @Test
    void theForumsStormIsOneAnswerAndTheAttemptInItStandsAlone() throws Exception {
        List<byte[]> records = new ArrayList<>();
        Random random = new Random(SEED);
        for (int i = 0; i < STORM; i++) {
            long pid = 12_000 + 4L * random.nextInt(1_000);
            StoryBuilder story = on("S-%05d".formatted(i), Duration.ofSeconds(random.nextInt(20_000)));
            records.addAll(rendered(story.vendorAlerted(pid), "winlogbeat/sysmon"));
        }
        String werFault = "C:\\Windows\\SysWOW64\\WerFault.exe";
        StoryProcess launched =
                StoryProcess.ofSystem(werFault, 5436, werFault + " -pss -s 504 -p " + LSASS + " -ip " + TOOL);
        StoryProcess service = StoryProcess.ofSystem("C:\\Windows\\System32\\svchost.exe", 1776, "svchost.exe");
        StoryBuilder attempt =
                on("S-VICTIM", ofHours(3)).happens(new SimulatedEvent.VendorAlerted(launched, service, LSASS));
        records.addAll(rendered(attempt, "winlogbeat/sysmon"));
        for (int i = 0; i < BYSTANDERS; i++) {
            records.addAll(rendered(on("S-QUIET-" + i, ZERO), "winlogbeat/sysmon"));
        }
        Collections.shuffle(records, random);
        found(records);

        List<JsonNode> campaigns = documents("campaigns.ndjson");
        assertThat(campaigns).as("one rolled-up answer").hasSize(1);
        JsonNode storm = campaigns.get(0).at("/shtinkering/campaign");
        assertThat(storm.path("kind").asText()).isEqualTo("crash-storm");
        assertWithin(storm, STORM);
        assertThat(campaigns.get(0).at("/event/risk_score").asInt()).isLessThanOrEqualTo(20);
        assertThat(storm.path("alerts_answered").path("confirms").asInt()).isEqualTo(1);
        assertShare(storm.path("prevalence"), STORM + 1, STORM + 1 + BYSTANDERS);
        assertThat(campaigns.get(0).at("/event/reason").asText())
                .contains("The same launch was seen on " + storm.at("/prevalence/share_percent") + " % of hosts (");

        List<JsonNode> cases = documents("cases.ndjson");
        assertThat(cases).as("no case is lost").hasSize(STORM + 1);
        assertThat(cases.get(0).at("/host/name").asText()).isEqualTo("s-victim");
        assertThat(cases.get(0).at("/shtinkering/case/verdict").asText()).isEqualTo("attempt");
        assertThat(cases.get(0).at("/event/risk_score").asInt()).isGreaterThanOrEqualTo(73);
        assertThat(cases.get(0).at("/shtinkering/vendor/answer").asText()).isEqualTo("confirms");
        assertThat(cases.get(0).at("/shtinkering/campaign").isMissingNode()).isTrue();
        assertThat(cases.subList(1, cases.size())).allSatisfy(quiet -> {
            assertThat(quiet.at("/shtinkering/case/verdict").asText()).isEqualTo("benign");
            assertThat(quiet.at("/shtinkering/vendor/answer").asText()).isEqualTo("refutes");
            assertThat(quiet.at("/event/reason").asText()).contains("The same launch of WerFault was seen on ");
            assertThat(quiet.at("/shtinkering/prevalence/fleet_hosts").asLong()).isPositive();
            assertThat(quiet.at("/shtinkering/campaign/id").asText())
                    .isEqualTo(storm.path("id").asText());
        });
        assertThat(documents("alerts.ndjson").size())
                .as("half of the hosts show LSASS's PID after the alert; twenty are told again at the crossing")
                .isLessThanOrEqualTo(2 * (STORM + 1) + 20);
    }

    @Test
    void aDeploymentIsOneDocumentAndEachHostStaysArmed() throws Exception {
        StoryProcess agent = StoryProcess.ofSystem("C:\\Windows\\CCM\\CcmExec.exe", 3300, "CcmExec.exe");
        List<byte[]> records = new ArrayList<>();
        List<byte[]> armings = new ArrayList<>();
        for (int i = 0; i < DEPLOYMENT; i++) {
            String host = "D-%05d".formatted(i);
            long start = T0 + i * 60_000L / DEPLOYMENT;
            records.addAll(
                    rendered(StoryBuilder.on(host, start).at(ofHours(-2)).lsassStarted(LSASS), "winlogbeat/sysmon"));
            armings.addAll(rendered(StoryBuilder.on(host, start).armed(agent), "winlogbeat/sysmon"));
        }
        Collections.shuffle(records, new Random(SEED));
        Collections.shuffle(armings, new Random(SEED));
        records.addAll(armings);
        long started = System.nanoTime();
        found(records);
        long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();

        List<JsonNode> campaigns = documents("campaigns.ndjson");
        assertThat(campaigns).hasSize(1);
        JsonNode deployment = campaigns.get(0).at("/shtinkering/campaign");
        assertThat(deployment.path("kind").asText()).isEqualTo("deployment");
        assertWithin(deployment, DEPLOYMENT);
        assertThat(campaigns.get(0).at("/event/risk_score").asInt())
                .as("at least what one host scored before")
                .isEqualTo(32);
        assertShare(deployment.path("prevalence"), DEPLOYMENT, DEPLOYMENT);
        List<JsonNode> cases = documents("cases.ndjson");
        assertThat(cases).as("no case is lost").hasSize(DEPLOYMENT).allSatisfy(lowered -> {
            assertThat(lowered.at("/event/risk_score").asInt()).isEqualTo(20);
            assertThat(parts(lowered)).contains("prevalence");
            assertThat(lowered.at("/shtinkering/campaign/id").asText())
                    .isEqualTo(deployment.path("id").asText());
        });
        assertThat(documents("hosts.ndjson")).hasSize(DEPLOYMENT).allMatch(host -> host.at("/shtinkering/armed")
                .isObject());
        List<JsonNode> alerts = documents("alerts.ndjson");
        assertThat(alerts.size()).as("nineteen are told again").isEqualTo(DEPLOYMENT + 19);
        System.out.printf(
                "%,d hosts armed: %,d case documents, campaign revision %d, %s hosts counted, %d s%n",
                DEPLOYMENT, alerts.size(), deployment.path("revision").asInt(), deployment.path("host_count"), seconds);
    }

    /** Hosts are cheap to invent; that they lived before or after is told late here. */
    @Test
    void onlyHostsThatLiveMakeAnArmingCommon() throws Exception {
        StoryProcess ccm = StoryProcess.ofSystem("C:\\Windows\\CCM\\CcmExec.exe", 3300, "CcmExec.exe");
        StoryProcess wazuh =
                StoryProcess.ofSystem("C:\\Program Files (x86)\\ossec-agent\\wazuh-agent.exe", 3300, "wazuh-agent.exe");
        List<byte[]> records = new ArrayList<>();
        List<byte[]> lives = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            String invented = "INV-" + i;
            StoryBuilder once = StoryBuilder.on(invented, T0)
                    .armed(ccm)
                    .after(ofMinutes(59))
                    .lsassStarted(LSASS);
            records.addAll(rendered(once, "winlogbeat/sysmon"));
            String living = "LIVE-" + i;
            records.addAll(rendered(StoryBuilder.on(living, T0).armed(wazuh), "winlogbeat/sysmon"));
            Duration apart = i % 2 == 0 ? ofHours(-1) : ofHours(1);
            StoryBuilder life = StoryBuilder.on(living, T0).at(apart).lsassStarted(LSASS);
            lives.addAll(rendered(life, "winlogbeat/sysmon"));
        }
        records.addAll(lives);
        found(records);
        List<JsonNode> cases = documents("cases.ndjson");
        assertThat(cases).hasSize(50).allSatisfy(armed -> {
            boolean isReal = armed.at("/host/name").asText().startsWith("live-");
            assertThat(armed.at("/event/risk_score").asInt()).isEqualTo(isReal ? 20 : 32);
            assertThat(parts(armed).contains("prevalence")).isEqualTo(isReal);
            assertThat(armed.at("/shtinkering/campaign/kind").asText()).isEqualTo("deployment");
            assertThat(armed.at("/shtinkering/prevalence/host_count").asInt()).isBetween(20, 25);
        });
        assertThat(documents("campaigns.ndjson"))
                .extracting(campaign -> campaign.at("/shtinkering/campaign/why").asText())
                .hasSize(2)
                .anyMatch(why -> why.contains("No case is scored lower"))
                .anyMatch(why -> why.contains("each case is scored lower"));
    }

    private static void assertShare(JsonNode prevalence, int hosts, int fleet) {
        assertWithin(prevalence, hosts);
        long error = prevalence.path("fleet_hosts_error").asLong();
        long counted = prevalence.path("fleet_hosts").asLong();
        assertThat(counted).as("every host is counted").isBetween(fleet - error, fleet + error);
        assertThat(prevalence.path("share_percent").asLong())
                .isEqualTo(Math.min(100, 100 * prevalence.path("host_count").asLong() / counted));
    }

    private static void assertWithin(JsonNode campaign, int hosts) {
        long error = campaign.path("host_count_error").asLong();
        assertThat(campaign.path("host_count_error").isNull()).isEqualTo(hosts <= 1_000);
        assertThat(campaign.path("host_count").asLong()).isBetween(hosts - error, hosts + error);
    }

    private static StoryBuilder on(String host, Duration sinceT0) {
        return StoryBuilder.on(host, T0 + sinceT0.toMillis())
                .at(ofHours(-2))
                .lsassStarted(LSASS)
                .at(ZERO);
    }

    private static List<byte[]> rendered(StoryBuilder story, String shape) {
        HostSensors sensors = HostSensors.withCompanions(RecordShapes.all().stream()
                .filter(s -> s.name().equals(shape))
                .findFirst()
                .orElseThrow());
        return story.events().stream()
                .flatMap(event -> sensors.render(event).stream())
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<String> parts(JsonNode document) {
        List<String> names = new ArrayList<>();
        document.at("/shtinkering/score/parts")
                .forEach(part -> names.add(part.path("name").asText()));
        return names;
    }

    private void found(List<byte[]> records) throws Exception {
        new StoryReplay(directory).findings(records.iterator(), List.of());
    }

    private List<JsonNode> documents(String file) {
        return SchemaAssert.documents(directory.resolve("output").resolve(file));
    }
}
