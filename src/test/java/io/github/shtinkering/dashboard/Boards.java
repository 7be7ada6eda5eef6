package io.github.shtinkering.dashboard;

import static io.github.shtinkering.dashboard.Panel.Source.AUDIT;
import static io.github.shtinkering.dashboard.Panel.Source.CAMPAIGNS;
import static io.github.shtinkering.dashboard.Panel.Source.CASES;
import static io.github.shtinkering.dashboard.Panel.Source.DEAD_LETTERS;
import static io.github.shtinkering.dashboard.Panel.Source.HISTORY;
import static io.github.shtinkering.dashboard.Panel.Source.HOSTS;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.dashboard.Panel.Count;
import io.github.shtinkering.dashboard.Panel.OverTime;
import io.github.shtinkering.dashboard.Panel.Rows;
import io.github.shtinkering.dashboard.Panel.Terms;
import java.util.List;
import java.util.function.Predicate;

/** The one source of all dashboard files over the index. */
final class Boards {
    private static final String TO_READ = "shtinkering.case.status:(open OR settled)";
    private static final Predicate<JsonNode> IS_TO_READ =
            has("/shtinkering/case/status", "open").or(has("/shtinkering/case/status", "settled"));

    private Boards() {}

    private static boolean any(JsonNode document) {
        return true;
    }

    static List<Board> all() {
        return List.of(overview(), theCase(), campaigns(), exposure());
    }

    private static Board overview() {
        return new Board(
                "shtinkering-overview",
                "Shtinkering: overview",
                "What is to be read, how grave it is, and where to begin.",
                List.of(
                        new Panel(
                                "cases-to-read",
                                "Cases to read",
                                "Open and settled cases. Settled means that nothing was added for a day, not that somebody dealt with it.",
                                CASES,
                                TO_READ,
                                IS_TO_READ,
                                new Count()),
                        new Panel(
                                "critical-to-read",
                                "Critical cases to read",
                                "A score of 90 or more: begin here.",
                                CASES,
                                TO_READ + " AND shtinkering.case.severity:critical",
                                IS_TO_READ.and(has("/shtinkering/case/severity", "critical")),
                                new Count()),
                        new Panel(
                                "suppressed-cases",
                                "Held down by an exception",
                                "Armings that somebody answers for; a launch at LSASS is never among them.",
                                CASES,
                                "shtinkering.case.status:suppressed",
                                has("/shtinkering/case/status", "suppressed"),
                                new Count()),
                        new Panel(
                                "to-read-by-severity",
                                "Cases to read by severity",
                                "The bands of the score.",
                                CASES,
                                TO_READ,
                                IS_TO_READ,
                                new Terms("shtinkering.case.severity", null, true)),
                        new Panel(
                                "to-read-by-verdict",
                                "Cases to read by verdict",
                                "attempt: WerFault at LSASS, or its dump. precursor: armed only.",
                                CASES,
                                TO_READ,
                                IS_TO_READ,
                                new Terms("shtinkering.case.verdict", null, true)),
                        new Panel(
                                "cases-over-time",
                                "Cases by the time of their newest revision",
                                "When the job told it, not when it happened: a host's clock moves no case. Merged cases are left out.",
                                CASES,
                                "NOT shtinkering.case.status:merged",
                                has("/shtinkering/case/status", "merged").negate(),
                                new OverTime("shtinkering.case.severity")),
                        new Panel(
                                "worst-cases",
                                "Worst cases to read",
                                "Highest score first. Search for shtinkering.case.id in the dashboard of the case.",
                                CASES,
                                TO_READ,
                                IS_TO_READ,
                                new Rows(
                                        List.of(
                                                "event.risk_score",
                                                "shtinkering.case.severity",
                                                "shtinkering.case.verdict",
                                                "host.name",
                                                "event.reason",
                                                "shtinkering.case.id"),
                                        "event.risk_score")),
                        new Panel(
                                "worst-hosts",
                                "Hosts by their worst case to read",
                                "The highest score of each host.",
                                CASES,
                                TO_READ,
                                IS_TO_READ,
                                new Terms("host.name", "event.risk_score", false)),
                        new Panel(
                                "who-asked-for-dumps",
                                "Programs that launched WerFault at LSASS",
                                "The parent of the launch in attempts.",
                                CASES,
                                "shtinkering.case.verdict:attempt AND shtinkering.case.stages:launch",
                                has("/shtinkering/case/verdict", "attempt")
                                        .and(has("/shtinkering/case/stages", "launch")),
                                new Terms("process.parent.executable", null, false)),
                        new Panel(
                                "exceptions-used",
                                "Uses of exceptions",
                                "How often each exception lowered an arming.",
                                AUDIT,
                                "_exists_:score_without",
                                document -> document.has("score_without"),
                                new Terms("exception.id", null, false)),
                        new Panel(
                                "dead-letters-by-cause",
                                "Records that could not be used",
                                "By cause. index-refused is a document of ours that this index did not take.",
                                DEAD_LETTERS,
                                "*",
                                Boards::any,
                                new Terms("error.code", null, false))));
    }

    private static Board theCase() {
        return new Board(
                "shtinkering-case",
                "Shtinkering: one case",
                "The story of a case, revision by revision. Filter by shtinkering.case.id.",
                List.of(
                        new Panel(
                                "case-now",
                                "The case as it stands",
                                "Why, what would change the verdict, and what to do.",
                                CASES,
                                "*",
                                Boards::any,
                                new Rows(
                                        List.of(
                                                "host.name",
                                                "event.reason",
                                                "shtinkering.counterfactual",
                                                "shtinkering.guide"),
                                        "event.risk_score")),
                        new Panel(
                                "case-score",
                                "Score by revision",
                                "How the score grew, or fell.",
                                HISTORY,
                                "*",
                                Boards::any,
                                new Terms("shtinkering.case.revision", "event.risk_score", false)),
                        new Panel(
                                "case-changes",
                                "Why there is a revision",
                                "opened, stage-added, pid-learnt, severity-raised …",
                                HISTORY,
                                "*",
                                Boards::any,
                                new Terms("shtinkering.case.change", null, true)),
                        new Panel(
                                "case-revisions",
                                "Revisions",
                                "Newest first.",
                                HISTORY,
                                "*",
                                Boards::any,
                                new Rows(
                                        List.of(
                                                "shtinkering.case.id",
                                                "shtinkering.case.revision",
                                                "shtinkering.case.change",
                                                "shtinkering.case.verdict",
                                                "event.risk_score",
                                                "event.reason"),
                                        "shtinkering.case.version"))));
    }

    private static Board campaigns() {
        return new Board(
                "shtinkering-campaigns",
                "Shtinkering: campaigns",
                "What several hosts have in common: one actor, one deployment, or one crashing program.",
                List.of(
                        new Panel(
                                "open-campaigns",
                                "Open campaigns",
                                "The same actor on several hosts.",
                                CAMPAIGNS,
                                "shtinkering.campaign.kind:campaign AND shtinkering.campaign.status:open",
                                has("/shtinkering/campaign/kind", "campaign")
                                        .and(has("/shtinkering/campaign/status", "open")),
                                new Count()),
                        new Panel(
                                "campaign-kinds",
                                "By kind",
                                "campaign raises its cases; deployment and crash-storm explain many quiet ones.",
                                CAMPAIGNS,
                                "*",
                                Boards::any,
                                new Terms("shtinkering.campaign.kind", null, true)),
                        new Panel(
                                "campaign-stages",
                                "By stage",
                                "How far they got.",
                                CAMPAIGNS,
                                "*",
                                Boards::any,
                                new Terms("shtinkering.campaign.stages", null, true)),
                        new Panel(
                                "campaign-reach",
                                "By number of hosts",
                                "Exact to 1,000 hosts, then an estimate.",
                                CAMPAIGNS,
                                "*",
                                Boards::any,
                                new Terms(
                                        "shtinkering.campaign.fingerprint", "shtinkering.campaign.host_count", false)),
                        new Panel(
                                "campaign-cases",
                                "Cases by campaign",
                                "How many cases say that they are part of it.",
                                CASES,
                                "_exists_:shtinkering.campaign.id",
                                document ->
                                        document.at("/shtinkering/campaign/id").isTextual(),
                                new Terms("shtinkering.campaign.id", null, false)),
                        new Panel(
                                "campaign-list",
                                "Worst first",
                                "What they have in common, and since when.",
                                CAMPAIGNS,
                                "*",
                                Boards::any,
                                new Rows(
                                        List.of(
                                                "event.risk_score",
                                                "shtinkering.campaign.kind",
                                                "shtinkering.campaign.status",
                                                "shtinkering.campaign.host_count",
                                                "shtinkering.campaign.why",
                                                "shtinkering.campaign.first_seen"),
                                        "event.risk_score"))));
    }

    private static Board exposure() {
        return new Board(
                "shtinkering-exposure",
                "Shtinkering: fleet exposure",
                "Which hosts are armed now, and where an attack would not be seen.",
                List.of(
                        new Panel(
                                "hosts",
                                "Hosts known",
                                "Hosts that something was told of.",
                                HOSTS,
                                "*",
                                Boards::any,
                                new Count()),
                        new Panel(
                                "hosts-armed",
                                "Hosts armed now",
                                "Full user-mode dumps of LSASS are switched on and were not switched off again.",
                                HOSTS,
                                "_exists_:shtinkering.armed.since",
                                document ->
                                        document.at("/shtinkering/armed/since").isTextual(),
                                new Count()),
                        new Panel(
                                "hosts-without-registry",
                                "Hosts without registry telemetry",
                                "An arming would not be seen there: mend their Sysmon or audit settings.",
                                HOSTS,
                                "NOT shtinkering.telemetry:registry",
                                has("/shtinkering/telemetry", "registry").negate(),
                                new Count()),
                        new Panel(
                                "hosts-without-pid",
                                "Hosts whose LSASS has no known PID",
                                "A launch there stays unresolved until the PID is learnt.",
                                HOSTS,
                                "NOT _exists_:shtinkering.lsass.pid",
                                document ->
                                        !document.at("/shtinkering/lsass/pid").isNumber(),
                                new Count()),
                        new Panel(
                                "telemetry",
                                "Hosts by kind of telemetry",
                                "The kinds of evidence that ever came from a host.",
                                HOSTS,
                                "*",
                                Boards::any,
                                new Terms("shtinkering.telemetry", null, false)),
                        new Panel(
                                "armed-scopes",
                                "Armed hosts by scope",
                                "global arms every program, lsass.exe only LSASS.",
                                HOSTS,
                                "_exists_:shtinkering.armed.since",
                                document ->
                                        document.at("/shtinkering/armed/since").isTextual(),
                                new Terms("shtinkering.armed.scopes", null, true)),
                        new Panel(
                                "armed-by",
                                "Programs that armed hosts",
                                "Whose hosts are still armed.",
                                HOSTS,
                                "_exists_:shtinkering.armed.since",
                                document ->
                                        document.at("/shtinkering/armed/since").isTextual(),
                                new Terms("shtinkering.armed.by.executable", null, false)),
                        new Panel(
                                "riskiest-hosts",
                                "Hosts by risk",
                                "The risk of a host halves with time.",
                                HOSTS,
                                "shtinkering.risk.score:>0",
                                document ->
                                        document.at("/shtinkering/risk/score").asDouble() > 0,
                                new Terms("host.name", "shtinkering.risk.score", false))));
    }

    /** The field has the value, or one of its values is it. */
    private static Predicate<JsonNode> has(String pointer, String value) {
        return document -> Fields.values(document, pointer).contains(value);
    }
}
