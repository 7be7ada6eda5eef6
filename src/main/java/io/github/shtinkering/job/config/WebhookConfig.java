package io.github.shtinkering.job.config;

import io.github.shtinkering.detect.casebook.scoring.Severity;
import io.github.shtinkering.job.config.problem.InvalidKey;
import io.github.shtinkering.job.config.secret.SecretReferences;
import io.github.shtinkering.job.config.secret.WebhookSecret;
import io.github.shtinkering.sink.HttpAuthorization;
import io.github.shtinkering.sink.webhook.WebhookForm;
import io.github.shtinkering.sink.webhook.WebhookSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of cases that a person must hear of.
 *
 * @param endpoint {@code https://host/path}; of an Alertmanager, its {@code /api/v2/alerts}
 * @param form {@code ecs} unless told, {@code ocsf} or {@code alertmanager}
 * @param fromSeverity the lowest severity that is told, {@code high} unless told otherwise
 * @param header the header that proves who tells, {@code HttpAuthorization} unless told otherwise
 * @param authorization its whole value, as a {@link SecretReferences reference}; null for none
 * @param signingKey signs each body, as a reference; null for no signature
 * @param certificateAuthorities a file of PEM certificates that sign the endpoint's own; null for those that Java trusts
 * @param mostWaiting how many cases may wait for an endpoint that is away
 * @param link of a case, with {@code {case}} where its id goes; null for none
 */
public record WebhookConfig(
        URI endpoint,
        String form,
        String fromSeverity,
        String header,
        @Nullable String authorization,
        @Nullable String signingKey,
        @Nullable Path certificateAuthorities,
        Integer mostWaiting,
        @Nullable String link) {
    private static final int USUAL_WAITING = 10_000;
    private static final int MOST_WAITING = 100_000;
    private static final String CASE = "{case}";
    private static final Map<String, WebhookForm> FORMS =
            Map.of("ecs", WebhookForm.ECS, "ocsf", WebhookForm.OCSF, "alertmanager", WebhookForm.ALERTMANAGER);

    public WebhookConfig {
        form = form == null ? "ecs" : form;
        fromSeverity = fromSeverity == null ? "high" : fromSeverity;
        header = header == null ? "Authorization" : header;
        mostWaiting = mostWaiting == null ? Integer.valueOf(USUAL_WAITING) : mostWaiting;
        if (endpoint == null || endpoint.getHost() == null || !isHttp(endpoint.getScheme())) {
            throw new InvalidKey("endpoint", "must be https://host/path or http://host/path");
        }
        if (endpoint.getUserInfo() != null) {
            throw new InvalidKey("endpoint", "must name no user: say authorization beside it");
        }
        if (!FORMS.containsKey(form)) {
            throw new InvalidKey("form", "is " + form + "; write ecs, ocsf or alertmanager");
        }
        if (severity(fromSeverity) == null) {
            throw new InvalidKey("from_severity", "is " + fromSeverity + "; write info, low, medium, high or critical");
        }
        if (!header.matches("[A-Za-z0-9-]+")) {
            throw new InvalidKey("header", "is no name of a header");
        }
        if (mostWaiting < 1 || mostWaiting > MOST_WAITING) {
            throw new InvalidKey("most_waiting", "must be 1 to " + MOST_WAITING);
        }
        if (link != null && !link.contains(CASE)) {
            throw new InvalidKey("link", "has no " + CASE + " where the case's id goes");
        }
        requireReference("authorization", authorization);
        requireReference("signing_key", signingKey);
    }

    /** As the sink takes it; secrets are resolved where the webhook is told. */
    public WebhookSettings settings() {
        Severity from = severity(fromSeverity);
        WebhookForm told = FORMS.get(form);
        if (from == null || told == null) {
            throw new IllegalStateException("checked when it was read");
        }
        return new WebhookSettings(
                endpoint,
                told,
                from.number(),
                header,
                secret("authorization", authorization),
                secret("signing_key", signingKey),
                certificateAuthorities == null ? null : certificateAuthorities.toString(),
                mostWaiting,
                link);
    }

    private static @Nullable HttpAuthorization secret(String key, @Nullable String reference) {
        return reference == null ? null : new WebhookSecret("sink.webhook." + key, reference);
    }

    private static @Nullable Severity severity(String name) {
        for (Severity severity : Severity.values()) {
            if (severity.wireName().equals(name)) {
                return severity;
            }
        }
        return null;
    }

    private static boolean isHttp(@Nullable String scheme) {
        return "https".equals(scheme) || "http".equals(scheme);
    }

    private static void requireReference(String key, @Nullable String value) {
        if (value != null && !SecretReferences.isReference(value)) {
            throw new InvalidKey(
                    key, "is a secret: write ${env:NAME} or ${file:/path}, and nothing else, instead of the value");
        }
    }
}
