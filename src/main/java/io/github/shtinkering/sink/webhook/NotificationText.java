package io.github.shtinkering.sink.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.publish.document.AlertDocument;
import io.github.shtinkering.publish.document.CaseDigest;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.OutputDocument;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is posted of an alert document. */
final class NotificationText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ENDS = List.of("withdrawn", "merged", "suppressed");
    private static final Duration MOST_CLOCK_DIFFERENCE = Duration.ofMinutes(5); // as of Kerberos
    private static final int MOST_LABEL = 200; // characters of a value; names of programs are the attacker's to choose

    private final WebhookForm form;
    private final int fromSeverity;
    private final @Nullable String link;

    /**
     * @param fromSeverity an alert of less is over
     * @param link of a case, with {@code {case}} where its id goes; null for none
     */
    NotificationText(WebhookForm form, int fromSeverity, @Nullable String link) {
        this.form = form;
        this.fromSeverity = fromSeverity;
        this.link = link;
    }

    /** @param document an alert document */
    WebhookNotification of(OutputDocument document) {
        CaseDigest alert = document.caseDigest();
        return new WebhookNotification(
                document.key(), document.version(), alert.severity(), digest(alert), body(document));
    }

    private String digest(CaseDigest alert) {
        String state =
                ENDS.contains(alert.status()) ? alert.status() : alert.severity() < fromSeverity ? "low" : "open";
        String group = form == WebhookForm.ALERTMANAGER
                ? Objects.requireNonNullElse(alert.campaignId(), "")
                : ""; // a label, by which alerts are grouped
        return String.join("|", "" + alert.severity(), alert.verdict(), String.join("+", alert.stages()), group, state);
    }

    /** Whether a case of this digest is no longer of concern. */
    static boolean isOver(String digest) {
        return !digest.endsWith("|open");
    }

    private String body(OutputDocument document) {
        return switch (form) {
            case ECS -> document.in(AlertForm.ECS);
            case OCSF -> document.in(AlertForm.OCSF);
            case ALERTMANAGER -> alertmanager(document);
        };
    }

    private String alertmanager(OutputDocument document) {
        String caseId = document.key();
        CaseDigest alert = document.caseDigest();
        ObjectNode told = DocumentJson.object();
        ObjectNode labels = told.putObject("labels");
        labels.put("alertname", AlertDocument.RULE_NAME);
        labels.put("case", caseId);
        label(labels, "host", alert.hostName());
        label(labels, "verdict", alert.verdict());
        label(labels, "severity", alert.severityName());
        label(labels, "campaign", Objects.requireNonNullElse(alert.campaignId(), ""));
        ObjectNode annotations = told.putObject("annotations");
        annotations.put("reason", alert.reason());
        annotations.put("score", Integer.toString(document.riskScore()));
        annotations.put("guide", String.join("\n", alert.steps()));
        if (link != null) {
            String url = link(caseId, link);
            annotations.put("link", url);
            told.put("generatorURL", url);
        }
        told.put("startsAt", start(alert));
        return DocumentJson.write(told);
    }

    /** No alert may begin after it ends, whatever the host's clock says. */
    private static String start(CaseDigest alert) {
        return Instant.ofEpochMilli(Math.min(alert.startMillis(), alert.createdMillis()))
                .toString();
    }

    /** Alertmanager takes no empty label. */
    private static void label(ObjectNode labels, String name, String value) {
        if (!value.isEmpty()) {
            labels.put(name, value.length() <= MOST_LABEL ? value : value.substring(0, MOST_LABEL));
        }
    }

    static String link(String caseId, String template) {
        return template.replace("{case}", URLEncoder.encode(caseId, StandardCharsets.UTF_8));
    }

    /** An alert as it is posted: with the time at which it ends unless it is told again. */
    static String until(String alert, Instant end) {
        return "{\"endsAt\":\"" + end + "\"," + alert.substring(1);
    }

    /**
     * An alert that is over, as it is posted: what it was, with what is told of the case now. It ends some minutes ago, for
     * an Alertmanager whose clock is behind ours would let an end in its future go on to the end it was told before.
     *
     * @param newest what is told of the case now
     */
    static String over(String firing, String newest, Instant now) {
        ObjectNode alert = (ObjectNode) tree(firing);
        Instant start = Instant.parse(alert.path("startsAt").asText());
        Instant end = now.minus(MOST_CLOCK_DIFFERENCE);
        alert.set("annotations", tree(newest).path("annotations"));
        return until(DocumentJson.write(alert), end.isBefore(start) ? start : end);
    }

    /** Whether two alerts are one to an Alertmanager. */
    static boolean haveSameLabels(String one, String other) {
        return tree(one).path("labels").equals(tree(other).path("labels"));
    }

    /**
     * The alerts that an Alertmanager says it holds, by case.
     *
     * @throws IOException when that is no answer of an Alertmanager
     */
    static Map<String, List<String>> held(String answer) throws IOException {
        Map<String, List<String>> held = new LinkedHashMap<>();
        JsonNode alerts = JSON.readTree(answer);
        if (!alerts.isArray()) {
            throw new IOException("no list of alerts");
        }
        for (JsonNode alert : alerts) {
            ObjectNode kept = DocumentJson.object();
            kept.set("labels", alert.path("labels"));
            kept.put("startsAt", alert.path("startsAt").asText());
            held.computeIfAbsent(alert.at("/labels/case").asText(), id -> new ArrayList<>())
                    .add(DocumentJson.write(kept));
        }
        return held;
    }

    private static JsonNode tree(String alert) {
        try {
            return JSON.readTree(alert);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an alert that is no JSON", e);
        }
    }
}
