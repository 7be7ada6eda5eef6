package io.github.shtinkering.sink.webhook;

import io.github.shtinkering.sink.HttpAuthorization;
import java.io.Serializable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of cases, and how.
 *
 * @param endpoint where each is posted to; of an Alertmanager, its {@code /api/v2/alerts}
 * @param form how a case is told
 * @param fromSeverity the lowest severity that is told, 0 to 4
 * @param header the header that proves who tells
 * @param authorization its value; null for none
 * @param signingKey signs each body; null for no signature
 * @param authorities a file of PEM certificates that sign the endpoint's own; null for those that Java trusts
 * @param mostWaiting how many cases may wait; above that the least severe, of these the oldest, is a dead letter
 * @param link of a case, with {@code {case}} where its id goes; null for none
 */
public record WebhookSettings(
        URI endpoint,
        WebhookForm form,
        int fromSeverity,
        String header,
        @Nullable HttpAuthorization authorization,
        @Nullable HttpAuthorization signingKey,
        @Nullable String authorities,
        int mostWaiting,
        @Nullable String link)
        implements Serializable {

    /** Names everything but the secrets. */
    @Override
    public String toString() {
        return "WebhookSettings[endpoint=" + endpoint + ", form=" + form + ", fromSeverity=" + fromSeverity + "]";
    }
}
