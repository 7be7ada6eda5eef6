package io.github.shtinkering.publish.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.publish.text.DocumentTimes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Links of a case into the user's own console. Every value is encoded: names are the attacker's to choose, and stay a part
 * of the address that the template gives.
 */
public final class CaseLinks {
    private static final int MOST_OF_A_KIND = 10;
    private static final Duration AROUND = Duration.ofHours(1);
    private static final Pattern KAFKA = Pattern.compile("(.+)-(\\d+)-(\\d+)");

    private final LinkTemplates templates;
    private final Map<String, String> ofCase;
    private final ArrayNode links;

    private CaseLinks(LinkTemplates templates, ObjectNode alert, ArrayNode links) {
        this.templates = templates;
        this.links = links;
        ofCase = Map.of(
                "host", alert.at("/host/name").asText(),
                "from", around(alert.at("/event/start"), AROUND.negated()),
                "to", around(alert.at("/event/end"), AROUND));
    }

    /** Adds them to an alert document, with the rule's documentation. */
    public static void add(ObjectNode alert, LinkTemplates templates) {
        alert.withObject("/rule").put("reference", templates.reference());
        if (templates.equals(new LinkTemplates(templates.reference(), null, null, null, null))) {
            return;
        }
        new CaseLinks(templates, alert, alert.withObject("/shtinkering").putArray("links")).all(alert);
    }

    private void all(ObjectNode alert) {
        add("host", templates.host(), alert.at("/host/name").asText());
        each("user", templates.user(), alert.at("/related/user"));
        each("hash", templates.hash(), alert.at("/related/hash"));
        int left = MOST_OF_A_KIND;
        for (JsonNode evidence : alert.at("/shtinkering/evidence")) {
            if (left-- > 0) {
                add("record", templates.record(), evidence.at("/origins/0").asText());
            }
        }
    }

    private void each(String kind, @Nullable String template, JsonNode values) {
        for (int i = 0; i < Math.min(values.size(), MOST_OF_A_KIND); i++) {
            add(kind, template, values.get(i).asText());
        }
    }

    private void add(String kind, @Nullable String template, String value) {
        String url = template == null || value.isEmpty() ? null : url(template, value);
        if (url != null) {
            links.addObject().put("kind", kind).put("value", value).put("url", url);
        }
    }

    /** Null when the template asks for a place in Kafka, and the record has none. */
    private @Nullable String url(String template, String value) {
        String url = template;
        Matcher place = KAFKA.matcher(value);
        if (place.matches()) {
            url = with(url, "topic", place.group(1));
            url = with(url, "partition", place.group(2));
            url = with(url, "offset", place.group(3));
        } else if (template.contains("{offset}") || template.contains("{topic}")) {
            return null;
        }
        for (Map.Entry<String, String> known : ofCase.entrySet()) {
            url = with(url, known.getKey(), known.getValue());
        }
        return with(url, "value", value);
    }

    private static String with(String template, String name, String value) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        return template.replace("{" + name + "}", encoded);
    }

    private static String around(JsonNode time, Duration shift) {
        return DocumentTimes.text(Instant.parse(time.asText()).plus(shift).toEpochMilli());
    }
}
