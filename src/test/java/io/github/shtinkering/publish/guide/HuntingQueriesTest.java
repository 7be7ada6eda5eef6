package io.github.shtinkering.publish.guide;

import static io.github.shtinkering.detect.host.Facts.LSASS;
import static io.github.shtinkering.detect.host.Facts.TOOL;
import static io.github.shtinkering.detect.host.Facts.WER;
import static io.github.shtinkering.publish.Judged.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.publish.Judged;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queries look where and when the case was, and show the newest first. */
class HuntingQueriesTest {
    private static final Facts HOST = Facts.of(Facts.HOST);

    private static String query(JudgedCase judged, String name, String language) {
        return Judged.texts(judged, name).stream()
                .filter(text -> text.startsWith(language + ": "))
                .findFirst()
                .orElseThrow();
    }

    private static JudgedCase attempt() throws Exception {
        return Judged.of(
                started(),
                HOST.armedGlobally(-3_600, "C:\\Windows\\regedit.exe"),
                HOST.launched(0, WER, LSASS, TOOL, Judged.told(Facts.TOOL_PATH, TOOL, "CORP\\bob")),
                HOST.dumped(2, WER, "lsass.exe." + LSASS + ".dmp"));
    }

    @Test
    void theRangeIsFromAnHourBeforeToADayAfter() throws Exception {
        JudgedCase judged = attempt();
        assertThat(query(judged, "query-host", "ES|QL"))
                .contains("@timestamp >= \"2026-11-09T06:00:00.000Z\"", "@timestamp <= \"2026-11-10T08:00:02.000Z\"")
                .endsWith("SORT @timestamp DESC | LIMIT 500");
        assertThat(query(judged, "query-host", "KQL"))
                .contains("datetime(2026-11-09T06:00:00.000Z) .. datetime(2026-11-10T08:00:02.000Z)")
                .endsWith("order by Timestamp desc | take 500");
        long from = Instant.parse("2026-11-09T06:00:00Z").getEpochSecond();
        long to = Instant.parse("2026-11-10T08:00:03Z").getEpochSecond();
        assertThat(query(judged, "query-host", "SPL"))
                .contains("earliest=" + from + " latest=" + to)
                .endsWith("sort 500 -_time");
    }

    @Test
    void hostAndActorAreThereInEachLanguage() throws Exception {
        JudgedCase judged = attempt();
        for (String language : List.of("ES|QL", "KQL", "SPL")) {
            assertThat(query(judged, "query-host", language)).contains("\"ws-01\"");
            assertThat(query(judged, "query-actor", language))
                    .contains("ab".repeat(32))
                    .containsIgnoringCase("C:\\\\Users\\\\Public\\\\tool.exe");
        }
    }

    /** Windows' own programs are on every host; then the person is the actor. */
    @Test
    void withoutAProgramThePersonIsLookedFor() throws Exception {
        JudgedCase judged = Judged.of(HOST.armedGlobally(0, "C:\\Windows\\regedit.exe"));
        assertThat(query(judged, "query-actor", "ES|QL")).contains("TO_LOWER(user.name) IN (\"adm1\")");
        assertThat(query(judged, "query-actor", "KQL")).contains("InitiatingProcessAccountName in~ (\"adm1\")");
        assertThat(query(judged, "query-actor", "SPL")).contains("user=\"adm1\"");
    }

    @Test
    void valuesStayValues() throws Exception {
        String path = "C:\\t\\a\" | delete `m` [x] $y$.exe";
        Fact dumped = HOST.dumped(0, Facts.process(path, 99L, null), "C:\\t\\lsass.dmp", null);
        JudgedCase judged = Judged.of(started(), dumped);
        for (String language : List.of("ES|QL", "KQL")) {
            assertThat(query(judged, "query-actor", language))
                    .containsIgnoringCase("\"c:\\\\t\\\\a\\\" | delete `m` [x] $y$.exe\"");
        }
        assertThat(query(judged, "query-actor", "SPL")).contains("\"C:\\\\t\\\\a\\\" * delete *m* *x* *y*.exe\"");
    }
}
