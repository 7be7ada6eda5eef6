package io.github.shtinkering.publish.document;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Addresses in the user's own console. In each, {@code {value}} stands for what it links to, {@code {host}} for the case's
 * host, {@code {from}} and {@code {to}} for an hour before and after the case; in that of a record, {@code {topic}}, {@code
 * {partition}} and {@code {offset}} for where it stands in Kafka.
 *
 * @param reference what the rule's documentation is
 * @param host of a host; null for none, as all of these
 * @param user of an account, by its name
 * @param hash of a file, by a hash
 * @param record of a record, by where it came from
 */
public record LinkTemplates(
        String reference,
        @Nullable String host,
        @Nullable String user,
        @Nullable String hash,
        @Nullable String record) implements Serializable {
    /** The technique's page in ATT&CK, and nothing else. */
    public static final LinkTemplates NONE =
            new LinkTemplates("https://attack.mitre.org/techniques/T1003/001/", null, null, null, null);
}
