package io.github.shtinkering.job.config;

import io.github.shtinkering.job.config.problem.InvalidKey;
import io.github.shtinkering.publish.document.LinkTemplates;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses in the user's own console, with places for what they link to; see {@link LinkTemplates}.
 *
 * @param reference what documents the rule; a page of ATT&CK unless told
 * @param host of a host; null for none, as all of these
 * @param user of an account
 * @param hash of a file
 * @param record of a record
 */
public record LinksConfig(
        String reference,
        @Nullable String host,
        @Nullable String user,
        @Nullable String hash,
        @Nullable String record) {
    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");
    private static final String PLACES = "value|host|from|to";
    private static final String OF_KAFKA = "|topic|partition|offset";

    /** Behind what its check needs. */
    static final LinksConfig DEFAULT = new LinksConfig(LinkTemplates.NONE.reference(), null, null, null, null);

    public LinksConfig {
        reference = reference == null ? LinkTemplates.NONE.reference() : reference;
        check("reference", reference, "");
        check("host", host, PLACES);
        check("user", user, PLACES);
        check("hash", hash, PLACES);
        check("record", record, PLACES + OF_KAFKA);
    }

    /** As the publisher takes them. */
    public LinkTemplates templates() {
        return new LinkTemplates(reference, host, user, hash, record);
    }

    private static void check(String key, @Nullable String template, String places) {
        if (template == null) {
            return;
        }
        Matcher place = PLACE.matcher(template);
        while (place.find()) {
            if (places.isEmpty() || !place.group(1).matches(places)) {
                throw new InvalidKey(
                        key,
                        "has " + place.group() + ", which nothing stands for"
                                + (places.isEmpty() ? "" : "; write {" + places.replace("|", "}, {") + "}"));
            }
        }
        if (!isHttp(place.replaceAll("x"))) {
            throw new InvalidKey(key, "must be an address that begins with https:// or http://");
        }
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
