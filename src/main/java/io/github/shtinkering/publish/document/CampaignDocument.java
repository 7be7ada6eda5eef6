package io.github.shtinkering.publish.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.detect.casebook.scoring.Severity;
import io.github.shtinkering.detect.fleet.count.Prevalence;
import io.github.shtinkering.detect.fleet.group.Campaign;
import io.github.shtinkering.detect.fleet.group.CampaignKind;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.publish.json.JsonFields;
import io.github.shtinkering.publish.json.PrevalenceJson;
import io.github.shtinkering.publish.json.ScorePartJson;
import io.github.shtinkering.publish.text.DocumentTimes;

/** The campaign document ({@code campaigns.ndjson}). */
public final class CampaignDocument {
    private CampaignDocument() {}

    /** What sinks must know of it. */
    public static DocumentDigest digest(Campaign campaign) {
        return DocumentDigest.of(campaign.score());
    }

    /** One line. */
    public static String json(Campaign campaign) {
        ObjectNode document = DocumentJson.object();
        document.put("@timestamp", DocumentTimes.text(campaign.lastSeenMillis()));
        document.putObject("event")
                .put("kind", "alert")
                .put("start", DocumentTimes.text(campaign.firstSeenMillis()))
                .put("end", DocumentTimes.text(campaign.lastSeenMillis()))
                .put("created", DocumentTimes.text(campaign.createdMillis()))
                .put("risk_score", campaign.score())
                .put("severity", Severity.of(campaign.score()).number())
                .put("reason", why(campaign));
        ObjectNode own = document.putObject("shtinkering");
        fields(own.putObject("campaign"), campaign);
        ArrayNode parts = own.putObject("score").putArray("parts");
        campaign.parts().forEach(part -> ScorePartJson.write(parts.addObject(), part, part.evidence()));
        return DocumentJson.write(document);
    }

    private static void fields(ObjectNode node, Campaign campaign) {
        node.put("id", campaign.id());
        node.put("revision", campaign.revision());
        node.put("version", campaign.version());
        node.put("kind", campaign.kind().wireName());
        node.put("status", campaign.status().wireName());
        JsonFields.putIfKnown(node, "merged_into", campaign.mergedInto());
        node.put("severity", Severity.of(campaign.score()).wireName());
        node.put("fingerprint", campaign.fingerprint());
        node.put("why", why(campaign));
        node.put("first_seen", DocumentTimes.text(campaign.firstSeenMillis()));
        node.put("last_seen", DocumentTimes.text(campaign.lastSeenMillis()));
        node.put("host_count", campaign.hostCount());
        node.put("host_count_error", campaign.hostCountError());
        node.put("hosts_per_hour", campaign.hostsPerHour());
        PrevalenceJson.put(node.putObject("prevalence"), campaign.prevalence());
        JsonFields.putStrings(node, "hosts", campaign.hosts());
        // Every case says which campaign it is in: this finds the hosts that are not listed.
        node.put("cases_query", "shtinkering.campaign.id: \"" + campaign.id() + '"');
        JsonFields.putStrings(node, "traits", campaign.traits());
        JsonFields.putStrings(node, "stages", campaign.stages());
        node.putObject("alerts_answered")
                .put("confirms", campaign.answers().confirms())
                .put("refutes", campaign.answers().refutes())
                .put("cannot_tell", campaign.answers().cannotTell());
    }

    /** With its share of the fleet. */
    private static String why(Campaign campaign) {
        Prevalence prevalence = campaign.prevalence();
        boolean launch = campaign.kind() == CampaignKind.CRASH_STORM;
        boolean told = launch || campaign.kind() == CampaignKind.DEPLOYMENT && prevalence.sharePercent() != null;
        if (campaign.status() != Campaign.Status.OPEN || !told) {
            return campaign.why();
        }
        return campaign.why() + (launch ? " The same launch was seen on " : " That is ") + prevalence.words()
                + " since " + DocumentTimes.words(prevalence.sinceMillis()) + ".";
    }
}
