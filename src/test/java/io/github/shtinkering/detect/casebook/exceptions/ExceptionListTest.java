package io.github.shtinkering.detect.casebook.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.detect.host.registry.ArmedState;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.ObservedEvent;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.normal.WindowsPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The section on exceptions of the contract, line by line. */
class ExceptionListTest {
    private static final String AGENT = "C:\\Program Files\\Contoso\\agent.exe";
    private static final String SID = "S-1-5-21-1-2-3-1104";
    private static final String HASH = "ab".repeat(32);
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path folder;

    // ---- what matches ----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "C:\\Program Files\\Contoso\\agent.exe, C:\\Program Files\\Contoso\\agent.exe, true",
        "c:/PROGRAM FILES/contoso//AGENT.EXE, C:\\Program Files\\Contoso\\agent.exe, true",
        "\\??\\C:\\Program Files\\.\\Contoso\\x\\..\\agent.exe, C:\\Program Files\\Contoso\\agent.exe, true",
        "C:\\Program Files\\Contoso\\agent.exe, \\\\?\\C:\\Program Files\\Contoso\\agent.exe, true",
        "C:\\Program Files\\Contoso\\agent.exe, C:\\Program Files\\Contoso\\agent.exe. ., true",
        "C:\\Program Files\\Contoso\\agent*.exe, C:\\Program Files\\Contoso\\agent-2.1.exe, true",
        "C:\\Program Files\\Contoso\\agent?.exe, C:\\Program Files\\Contoso\\agent.exe, false",
        "C:\\Program Files\\Contoso\\a*.exe, C:\\Program Files\\Contoso\\a\\b\\c.exe, true",
        "C:\\Größe\\Ä.exe, C:\\GRÖßE\\ä.exe, true",
        // what only looks like it
        "C:\\Program Files\\Contoso\\agent.exe,"
                + " C:\\Program Files\\Contoso\\..\\..\\Users\\Public\\agent.exe, false",
        "C:\\Program Files\\Contoso\\agent*.exe,"
                + " C:\\Program Files\\Contoso\\agent\\..\\..\\..\\Users\\Public\\x.exe, false",
        "C:\\Program Files\\Contoso\\agent.exe, C:\\PROGRA~1\\Contoso\\agent.exe, false",
        "C:\\Program Files\\Contoso\\agent.exe, C:\\Program Files \\Contoso\\agent.exe, false",
        "C:\\Program Files\\Contoso\\agent.exe, \\Device\\HarddiskVolume3\\Program Files\\Contoso\\agent.exe, false",
        "C:\\Program Files\\Contoso\\agent.exe, \\\\evil\\C$\\Program Files\\Contoso\\agent.exe, false",
        "C:\\Program Files\\Contoso\\agent.exe, C:\\Program Files\\Contoso\\agent.exe:stream.exe, false",
        "C:\\Program Files\\Contoso\\agent.exe, D:\\x\\C:\\Program Files\\Contoso\\agent.exe, false",
        "C:\\Program Files\\Contoso\\agent.exe, agent.exe, false",
        "C:\\kit\\agent.exe, C:\\\u212Ait\\agent.exe, false",
        "C:\\kit\\agent.exe, C:\\k\u0131t\\agent.exe, false",
        "\\\\files\\tools\\agent.exe, //files/tools/agent.exe, true",
        "\\\\files\\tools\\agent.exe, \\\\?\\UNC\\files\\tools\\agent.exe, true"
    })
    void anExecutableByItsNormalisedPath(String pattern, String executable, boolean covered) {
        ArmingException entry = accepted("actor_executable: '" + pattern + "'");
        String logged = WindowsPath.normalise(executable);
        assertThat(covers(entry, arming(process(logged, null, null))))
                .as("%s against %s", entry.actorExecutable(), logged)
                .isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "ws-01, , true",
        "WS-*, , true",
        "ws-0?, corp.example, true",
        "WS-01.CORP.EXAMPLE, corp.example, true",
        "ws-01., corp.example, true",
        "WS-01.corp.example., , true",
        "*.corp.example, corp.example, true",
        "*.corp.example, , false",
        "ws-01.corp.example, other.example, false",
        "ws-01.corp.example, evil.corp.example, false",
        "ws-011, , false",
        "ws-0, , false"
    })
    void aHostByItsCanonicalNameOrWithTheDomainThatTheRecordNames(
            String pattern, @Nullable String domain, boolean covered) {
        Fact fact = Facts.withActorAndDomain(
                Facts.of(Facts.HOST).armedGlobally(0, AGENT), process(AGENT, null, null), domain);
        assertThat(covers(accepted("host: '" + pattern + "'"), told(fact, Facts.START, ArmedState.GLOBAL)))
                .isEqualTo(covered);
    }

    @Test
    void aNameThatSeveralMachinesShareIsMeantWithItsDomainOnly() {
        TimelineEntry arming = arming(process(AGENT, null, null));
        assertThat(accepted("host: ws-01").matches("ws-01.corp.example", arming))
                .isFalse();
        assertThat(accepted("host: ws-01.corp.example").matches("ws-01.corp.example", arming))
                .isTrue();
    }

    @Test
    void aUserBySidAndAFileByHashInAnyCase() {
        TimelineEntry arming = arming(process(AGENT, SID, HASH));
        assertThat(covers(accepted("actor_sid: " + SID.toLowerCase(java.util.Locale.ROOT)), arming))
                .isTrue();
        assertThat(covers(accepted("actor_sid: S-1-5-21-1-2-3-11"), arming)).isFalse();
        assertThat(covers(accepted("actor_sha256: " + HASH.toUpperCase(java.util.Locale.ROOT)), arming))
                .isTrue();
        assertThat(covers(accepted("actor_sha256: " + "cd".repeat(32)), arming)).isFalse();
    }

    @Test
    void allGivenKeysMustMatchAndWhatAFactLacksDoesNot() {
        ArmingException all = accepted("host: ws-01, actor_executable: '" + AGENT + "', actor_sid: " + SID
                + ", actor_sha256: " + HASH + ", scope: global");
        assertThat(covers(all, arming(process(AGENT, SID, HASH)))).isTrue();
        assertThat(covers(all, arming(process(null, SID, HASH)))).isFalse();
        assertThat(covers(all, arming(process(AGENT, null, HASH)))).isFalse();
        assertThat(covers(all, arming(process(AGENT, SID, null)))).isFalse();
        assertThat(covers(all, arming(null))).isFalse();
        assertThat(covers(accepted("host: ws-01"), arming(null))).isTrue();
    }

    @Test
    void aScopeByTheKeyThatWasWritten() {
        Facts host = Facts.of(Facts.HOST);
        TimelineEntry global = told(host.armedGlobally(0, AGENT), Facts.START, ArmedState.GLOBAL);
        TimelineEntry own = told(host.armedLsass(0, AGENT), Facts.START, ArmedState.GLOBAL, ArmedState.LSASS);
        TimelineEntry renamed = told(renamed(), Facts.START, ArmedState.LSASS);
        assertThat(covers(accepted("scope: global"), global)).isTrue();
        assertThat(covers(accepted("scope: global"), own)).isFalse();
        assertThat(covers(accepted("scope: global"), renamed)).isFalse();
        assertThat(covers(accepted("scope: lsass.exe"), global)).isFalse();
        assertThat(covers(accepted("scope: lsass.exe"), own)).isTrue();
        assertThat(covers(accepted("scope: lsass.exe"), renamed)).isTrue();
    }

    private static Fact renamed() {
        String dumps = "hklm\\software\\microsoft\\windows\\windows error reporting\\localdumps";
        RegistryChange change = new RegistryChange(
                RegistryChange.Operation.RENAME,
                dumps + "\\app.exe",
                null,
                null,
                null,
                false,
                dumps + "\\lsass.exe",
                null);
        return Facts.of(Facts.HOST).armedGlobally(0, AGENT).with(change);
    }

    // ---- when it holds ---------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "3599999, true", "3600000, false"})
    void fromItsStartUntilBeforeItsEnd(long at, boolean covered) {
        ExceptionList list = list(window("EX-1", 0, HOUR));
        TimelineEntry arming = told(Facts.of(Facts.HOST).armedGlobally(0, AGENT), Facts.START + at, ArmedState.GLOBAL);
        assertThat(list.covering(Facts.HOST, arming)).hasSize(covered ? 1 : 0);
    }

    @Test
    void anArmingThatIsRepeatedMustBeCoveredFromTheFirstWriteToTheLast() {
        TimelineEntry repeated = told(Facts.START + HOUR / 2, Facts.START + HOUR + HOUR / 2);
        ArmingException first = window("EX-1", 0, HOUR);
        assertThat(list(first).covering(Facts.HOST, repeated)).isEmpty();
        ArmingException extension = window("EX-2", HOUR, 2 * HOUR);
        assertThat(list(extension, first).covering(Facts.HOST, repeated)).containsExactly(first, extension);
        ArmingException gap = window("EX-2", HOUR + 1, 2 * HOUR);
        assertThat(list(first, gap).covering(Facts.HOST, repeated)).isEmpty();
    }

    @Test
    void ofSeveralTheFirstIsNamedAndTheTopicsTakesThePlaceOfTheFilesOfTheSameId() {
        ArmingException file = window("EX-1", 0, HOUR);
        ArmingException other = window("EX-2", 0, HOUR);
        ArmingException topic = window("EX-1", 2 * HOUR, 3 * HOUR);
        ArmingException early = window("EX-0", 0, HOUR);
        ExceptionList list = list(file, other);
        assertThat(list.covering(Facts.HOST, told(Facts.START, Facts.START))).containsExactly(file);
        ExceptionList with = list.with(Map.of("EX-1", topic, "EX-0", early));
        assertThat(with.entries()).containsExactly(other, early, topic);
        assertThat(list.with(Map.of())).isEqualTo(list);
    }

    // ---- what is refused -------------------------------------------------------------------------------------------

    @Test
    void namesWhatIsRefusedWhileTheRestStaysInForce() throws Exception {
        Path file = Files.writeString(folder.resolve("exceptions.yaml"), """
                - {id: EX-1, reason: r, owner: o, starts: '2026-11-09T08:00:00Z', ends: '2026-11-09T09:00:00Z', match: {host: ws-01}}
                - {id: EX-2, reason: r, starts: '2026-11-09T08:00:00Z', ends: '2026-11-09T09:00:00Z', match: {host: ws-01}}
                - {reason: r, owner: o, starts: '2026-11-09T08:00:00Z', ends: '2026-11-09T09:00:00Z', match: {host: ws-01}}
                - no entry
                """);
        ExceptionList list = ExceptionList.read(file);
        assertThat(list.entries()).extracting(ArmingException::id).containsExactly("EX-1");
        assertThat(list.refused()).extracting(ExceptionList.Refusal::id).containsExactly("EX-2", "entry 3", "entry 4");
        assertThat(list.refused().get(0).message()).contains("owner");
    }

    /** Whoever mends an entry learns of all that is wrong at once. */
    @Test
    void namesEveryFaultOfAnEntry() throws Exception {
        Path file = Files.writeString(
                folder.resolve("exceptions.yaml"),
                "- {id: EX-1, reason: r, starts: soon, ends: '2026-11-09T09:00:00Z', until: x,"
                        + " match: {actor_sid: SYSTEM, hosts: a}}\n"
                        + "- {id: EX-2, reason: r, owner: o, starts: '2026-11-09T08:00:00Z', ends: '2026-11-09T07:00:00Z',"
                        + " match: {scope: machine}}\n");
        ExceptionList list = ExceptionList.read(file);
        assertThat(list.refused().get(0).message())
                .contains(
                        "owner is missing",
                        "starts is not a time",
                        "unknown key until",
                        "unknown key match.hosts",
                        "actor_sid is not a SID");
        assertThat(list.refused().get(1).message()).contains("ends is not after starts", "scope must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exceptions.yaml", "maintenance-window.yaml"})
    void theTemplatesAreSound(String template) throws Exception {
        ExceptionList list = ExceptionList.read(Path.of("jobs", template));
        assertThat(list.refused()).isEmpty();
        assertThat(list.entries()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host: ''",
                "host: 7",
                "hosts: ws-01",
                "scope: machine",
                "actor_sid: SYSTEM",
                "actor_sid: 'S-1-5-21-*'",
                "actor_sha256: abc",
                "actor_executable: '-'",
                "actor_executable: 'agent.exe'",
                "actor_executable: '*'",
                "actor_executable: 'C:\\Agents\\*'",
                "actor_executable: 'C:\\Agents\\**'",
                "actor_executable: 'C:\\Agents\\?*'",
                "actor_executable: 'C:\\*\\agent.exe'",
                "actor_executable: 'C:\\Agent?\\agent.exe'",
                "actor_executable: 'C:/Agents*/agent.exe'",
                "actor_executable: '*:\\Agents\\agent.exe'",
                "host: ws-01, actor_executable: 'C:\\*\\agent.exe', scope: global"
            })
    void refusesAMatch(String match) {
        assertThat(parse(match).refusal()).isNotBlank();
    }

    @Test
    void aWildcardInADirectoryStandsBesideASidOrAHash() {
        accepted("actor_executable: 'C:\\*\\agent.exe', actor_sid: " + SID);
        accepted("actor_executable: 'C:\\Agents\\*', actor_sha256: " + HASH);
        // Resolved first: nothing is left of the wildcard.
        accepted("actor_executable: 'C:\\Agents\\*\\..\\agent.exe'");
        accepted("actor_executable: '\\\\?\\C:\\Agents\\agent.exe'");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, 2027-02-05T00:00:00Z, true",
        "2026-01-01T00:00:00Z, 2027-02-05T00:00:00.001Z, false",
        "2026-01-02T00:00:00Z, 2026-01-02T00:00:00Z, false",
        "2026-01-02T00:00:00Z, 2026-01-01T00:00:00Z, false",
        "soon, 2026-01-01T00:00:00Z, false"
    })
    void holdsForAtMostFourHundredDays(String starts, String ends, boolean accepted) {
        String entry = "{id: EX-1, reason: r, owner: o, starts: '%s', ends: '%s', match: {host: ws-01}}"
                .formatted(starts, ends);
        assertThat(parsed(entry).entry() != null).isEqualTo(accepted);
    }

    // ---- small things ----------------------------------------------------------------------------------------------

    private static ExceptionParser.Parsed parse(String match) {
        return parsed("{id: EX-1, reason: r, owner: o, starts: '2026-11-09T08:00:00Z', ends: '2026-11-09T09:00:00Z',"
                + " match: {" + match + "}}");
    }

    private static ExceptionParser.Parsed parsed(String entry) {
        try {
            return ExceptionParser.parse(ExceptionParser.tree(entry));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }

    private static ArmingException accepted(String match) {
        ExceptionParser.Parsed parsed = parse(match);
        assertThat(parsed.refusal()).as(match).isNull();
        return Objects.requireNonNull(parsed.entry());
    }

    private static ArmingException window(String id, long from, long to) {
        return new ArmingException(
                id, "CHG-1", "it", Facts.START + from, Facts.START + to, "ws-*", null, null, null, null);
    }

    private static ExceptionList list(ArmingException... entries) {
        return new ExceptionList(List.of(entries), List.of());
    }

    private static boolean covers(ArmingException entry, TimelineEntry arming) {
        return !list(entry).covering(Facts.HOST, arming).isEmpty();
    }

    private static ProcessRef process(@Nullable String executable, @Nullable String sid, @Nullable String hash) {
        return new ProcessRef(4188L, null, executable, null, "CORP\\adm1", sid, hash, null, null, null, null);
    }

    private static TimelineEntry arming(@Nullable ProcessRef actor) {
        Fact fact = Facts.withActor(Facts.of(Facts.HOST).armedGlobally(0, AGENT), actor);
        return told(fact, Facts.START, ArmedState.GLOBAL);
    }

    private static TimelineEntry told(long first, long last) {
        return told(Facts.of(Facts.HOST).armedGlobally(0, AGENT), first, last, ArmedState.GLOBAL);
    }

    private static TimelineEntry told(Fact fact, long at, String... scopes) {
        return told(fact, at, at, scopes);
    }

    private static TimelineEntry told(Fact fact, long first, long last, String... scopes) {
        ObservedEvent observed = new ObservedEvent(
                fact, first, last, 1, List.of(fact.format()), List.of(fact.origin()), List.of(fact.id()));
        ArmedState state = new ArmedState(List.of(scopes), null, false, false);
        return new TimelineEntry(fact.host(), "", 1, EntryKind.ARMING, observed, state, null, null, null);
    }
}
