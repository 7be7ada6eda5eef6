package io.github.shtinkering.job.config;

import io.github.shtinkering.job.config.problem.InvalidKey;
import io.github.shtinkering.normal.AsciiCase;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the detection has to know about this fleet.
 *
 * @param keepDomain true keeps the domain in canonical host names; false, the default, cuts it
 * @param timeZone of times that a record gives without a zone; UTC unless told
 * @param domains DNS domains of this fleet, in lower case: two hosts of one short name in two of them are two machines
 *     from their first records on
 * @param tier0Hosts names of hosts whose compromise is the domain's (domain controllers, PKI, …)
 * @param recognisedAgents programs that may arm LocalDumps as a matter of course, besides the built-in ones
 * @param rubric a team's own numbers, a copy of the shipped {@code rubric.yaml}; null for the shipped ones
 */
public record DetectionConfig(
        boolean keepDomain,
        String timeZone,
        List<String> domains,
        List<String> tier0Hosts,
        List<RecognisedAgent> recognisedAgents,
        @Nullable Path rubric) {

    static final DetectionConfig DEFAULT = new DetectionConfig(false, "UTC", List.of(), List.of(), List.of(), null);

    private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{N}_-]+(\\.[\\p{L}\\p{N}_-]+)*");

    public DetectionConfig {
        timeZone = timeZone == null ? ZoneOffset.UTC.getId() : timeZone;
        domains = domains == null ? List.of() : List.copyOf(domains);
        for (String domain : domains) {
            if (!DOMAIN.matcher(domain).matches()) {
                throw new InvalidKey("domains", "holds no DNS domain: '" + domain + "'; write one like corp.example");
            }
        }
        domains = domains.stream().map(AsciiCase::lower).distinct().toList();
        if (keepDomain && !domains.isEmpty()) {
            throw new InvalidKey(
                    "domains",
                    "has no effect where keep_domain is true: every domain is another host then; leave out one");
        }
        tier0Hosts = tier0Hosts == null ? List.of() : List.copyOf(tier0Hosts);
        recognisedAgents = recognisedAgents == null ? List.of() : List.copyOf(recognisedAgents);
        try {
            ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new InvalidKey(
                    "time_zone", "is no time zone: '" + timeZone + "'; write one like UTC, +01:00 or Europe/Berlin");
        }
        if (tier0Hosts.stream().anyMatch(String::isBlank)) {
            throw new InvalidKey("tier0_hosts", "holds an empty name");
        }
    }

    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    /**
     * A management agent, by its full path.
     *
     * @param executable full Windows path without wildcards; case is ignored
     * @param signer the signer that a record must name, where it names one; null when any will do
     */
    public record RecognisedAgent(
            String executable, @Nullable String signer) {
        private static final Pattern FULL_PATH = Pattern.compile("[A-Za-z]:\\\\[^*?\"<>|]+");

        public RecognisedAgent {
            if (executable == null || !FULL_PATH.matcher(executable).matches()) {
                throw new InvalidKey(
                        "executable",
                        "must be a full Windows path without wildcards, like 'C:\\Program Files\\x\\x.exe'");
            }
        }
    }
}
