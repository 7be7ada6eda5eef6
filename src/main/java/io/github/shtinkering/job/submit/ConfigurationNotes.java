package io.github.shtinkering.job.submit;

import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.config.SourceConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from a configuration that its keys do not say: whose records count as whose. */
final class ConfigurationNotes {
    private ConfigurationNotes() {}

    /** One sentence a line, for whoever checks the configuration. */
    static List<String> of(JobConfig config) {
        return List.of(names(config), collectors(config.source()));
    }

    private static String names(JobConfig config) {
        if (config.detection().keepDomain()) {
            return "names: the domain is part of a host's name (detection.keep_domain), so that one short name in two"
                    + " domains is two hosts, and a bare name a third";
        }
        String others =
                " another domain or host id under a short name is another machine only when LSASS was seen there"
                        + " over at least an hour; until then its records stand alone";
        List<String> domains = config.detection().domains();
        return domains.isEmpty()
                ? "names: no detection.domains, so" + others
                : "names: under one short name each of " + String.join(", ", domains)
                        + " has a machine of its own (detection.domains), whoever names it;" + others;
    }

    private static String collectors(@Nullable SourceConfig source) {
        List<String> names = source == null ? List.of() : new ArrayList<>(source.allCollectors());
        return names.isEmpty()
                ? "collectors: none, so an event in the text of a record that names another host is a dead letter"
                        + " (foreign-event), unless a known shipper forwards it"
                : "collectors: what " + String.join(", ", names)
                        + " forward in the text of their records may name any host; in the text of any other's it is a"
                        + " dead letter (foreign-event), unless a known shipper forwards it";
    }
}
