package io.github.shtinkering.publish.guide;

import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WindowsPath;
import io.github.shtinkering.publish.text.CaseNarrative;
import io.github.shtinkering.publish.text.DocumentTimes;
import io.github.shtinkering.publish.text.InvolvedAccount;
import io.github.shtinkering.publish.text.InvolvedAccounts;
import io.github.shtinkering.publish.text.QueryText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Queries to paste: what the host shows of the case, and where else its actor was, from an hour before the first to a day
 * after the newest evidence, the newest first. Over the telemetry in ES|QL, KQL and SPL; over this job's own alerts in the
 * query strings that Elasticsearch and OpenSearch share.
 */
final class HuntingQueries {
    private static final long BEFORE_MILLIS = Duration.ofHours(1).toMillis();
    private static final long AFTER_MILLIS = Duration.ofDays(1).toMillis();
    private static final int MOST_ROWS = 500;

    private final CaseNarrative story;
    private final FleetSteps fleet;
    private final String host;
    private final long fromMillis;
    private final long toMillis;

    HuntingQueries(CaseNarrative story, FleetSteps fleet) {
        this.story = story;
        this.fleet = fleet;
        this.host = story.judged().context().hostName();
        this.fromMillis = story.firstMillis() - BEFORE_MILLIS;
        this.toMillis = story.lastMillis() + AFTER_MILLIS;
    }

    List<GuideStep> steps() {
        List<GuideStep> steps = new ArrayList<>();
        steps.add(new GuideStep("query-host", "ES|QL: " + esql(esqlHost())));
        steps.add(new GuideStep("query-host", "KQL: " + kql(kqlHost())));
        steps.add(new GuideStep("query-host", "SPL: " + spl(splHost())));
        steps.add(new GuideStep("query-alerts", "Lucene: " + lucene()));
        ProcessRef actor = fleet.actor();
        Set<String> users = users();
        if (actor != null || !users.isEmpty()) {
            steps.add(new GuideStep("query-actor", "ES|QL: " + esql(esqlActor(actor, users))));
            steps.add(new GuideStep("query-actor", "KQL: " + kql(kqlActor(actor, users))));
            steps.add(new GuideStep("query-actor", "SPL: " + spl(splActor(actor, users))));
        }
        return steps;
    }

    /** Names of the persons who acted, without their domain: shippers spell accounts differently. */
    private Set<String> users() {
        Set<String> users = new LinkedHashSet<>();
        for (InvolvedAccount involved : InvolvedAccounts.acting(story.judged())) {
            users.add(AsciiCase.lower(involved.user().substring(involved.user().lastIndexOf('\\') + 1)));
        }
        return users;
    }

    // ---- ES|QL -----------------------------------------------------------------------------------------------------

    private String esql(String condition) {
        return "FROM logs-*, winlogbeat-* | WHERE @timestamp >= \"" + DocumentTimes.text(fromMillis)
                + "\" AND @timestamp <= \"" + DocumentTimes.text(toMillis) + "\" AND (" + condition
                + ") | SORT @timestamp DESC | LIMIT " + MOST_ROWS;
    }

    private String esqlHost() {
        String name = QueryText.literal(AsciiCase.lower(host));
        String domain = QueryText.literal(AsciiCase.lower(host) + ".");
        return "(TO_LOWER(host.name) == " + name + " OR STARTS_WITH(TO_LOWER(host.name), " + domain + ")) AND "
                + "(TO_LOWER(process.name) IN (\"werfault.exe\", \"werfaultsecure.exe\")"
                + " OR TO_LOWER(file.name) LIKE \"lsass*.dmp\" OR TO_LOWER(registry.path) LIKE \"*localdumps*\""
                + " OR TO_LOWER(registry.path) LIKE \"*silentprocessexit*\")";
    }

    private static String esqlActor(@Nullable ProcessRef actor, Set<String> users) {
        List<String> conditions = new ArrayList<>();
        if (actor != null && actor.sha256() != null) {
            conditions.add("process.hash.sha256 == " + QueryText.literal(actor.sha256()));
        }
        if (actor != null && actor.executable() != null) {
            conditions.add("TO_LOWER(process.executable) == " + QueryText.literal(AsciiCase.lower(actor.executable())));
            conditions.add(
                    "TO_LOWER(process.parent.executable) == " + QueryText.literal(AsciiCase.lower(actor.executable())));
        }
        if (actor == null) {
            conditions.add("TO_LOWER(user.name) IN (" + literals(users) + ")");
        }
        return String.join(" OR ", conditions);
    }

    // ---- KQL -------------------------------------------------------------------------------------------------------

    private String kql(String rest) {
        return "union DeviceProcessEvents, DeviceRegistryEvents, DeviceFileEvents | where Timestamp between (datetime("
                + DocumentTimes.text(fromMillis) + ") .. datetime(" + DocumentTimes.text(toMillis) + ")) | where "
                + rest
                + " | order by Timestamp desc | take " + MOST_ROWS;
    }

    private String kqlHost() {
        return "DeviceName =~ " + QueryText.literal(host) + " or DeviceName startswith " + QueryText.literal(host + ".")
                + " | where FileName in~ (\"WerFault.exe\", \"WerFaultSecure.exe\")"
                + " or InitiatingProcessFileName in~ (\"WerFault.exe\", \"WerFaultSecure.exe\")"
                + " or FileName startswith \"lsass\" or RegistryKey has \"LocalDumps\""
                + " or RegistryKey has \"SilentProcessExit\"";
    }

    private static String kqlActor(@Nullable ProcessRef actor, Set<String> users) {
        List<String> conditions = new ArrayList<>();
        if (actor != null && actor.sha256() != null) {
            conditions.add("SHA256 == " + QueryText.literal(actor.sha256()));
            conditions.add("InitiatingProcessSHA256 == " + QueryText.literal(actor.sha256()));
        }
        if (actor != null && actor.executable() != null) {
            conditions.add("FolderPath =~ " + QueryText.literal(actor.executable()));
            conditions.add("InitiatingProcessFolderPath =~ " + QueryText.literal(actor.executable()));
            conditions.add("FileName =~ " + QueryText.literal(WindowsPath.fileName(actor.executable())));
        }
        if (actor == null) {
            conditions.add("InitiatingProcessAccountName in~ (" + literals(users) + ")");
        }
        return String.join(" or ", conditions);
    }

    // ---- SPL -------------------------------------------------------------------------------------------------------

    private String spl(String rest) {
        return "search index=* earliest=" + Math.floorDiv(fromMillis, 1_000L) + " latest="
                + (Math.floorDiv(toMillis, 1_000L) + 1) + " " + rest + " | sort " + MOST_ROWS + " -_time";
    }

    private String splHost() {
        return "(host=" + QueryText.term(host) + " OR host=" + QueryText.term(host + ".*") + " OR dest="
                + QueryText.term(host) + ") (\"WerFault.exe\" OR \"WerFaultSecure.exe\" OR \"lsass*.dmp\""
                + " OR \"LocalDumps\" OR \"SilentProcessExit\")";
    }

    private static String splActor(@Nullable ProcessRef actor, Set<String> users) {
        List<String> conditions = new ArrayList<>();
        if (actor != null && actor.sha256() != null) {
            conditions.add(QueryText.term(actor.sha256()));
        }
        if (actor != null && actor.executable() != null) {
            conditions.add(QueryText.term(actor.executable()));
        }
        if (actor == null) {
            users.forEach(user -> conditions.add("user=" + QueryText.term(user)));
        }
        return "(" + String.join(" OR ", conditions) + ")";
    }

    // ---- the alerts themselves -------------------------------------------------------------------------------------

    private String lucene() {
        String campaign = fleet.campaignId();
        return "@timestamp:[\"" + DocumentTimes.text(fromMillis) + "\" TO \"" + DocumentTimes.text(toMillis)
                + "\"] AND (host.name:"
                + QueryText.literal(host)
                + (campaign.isEmpty() ? "" : " OR shtinkering.campaign.id:" + QueryText.literal(campaign)) + ")";
    }

    private static String literals(Set<String> values) {
        return values.stream().map(QueryText::literal).collect(Collectors.joining(", "));
    }
}
