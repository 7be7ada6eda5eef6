package io.github.shtinkering.job.config;

import io.github.shtinkering.job.config.problem.InvalidKey;
import io.github.shtinkering.job.config.secret.KafkaProperties;
import io.github.shtinkering.job.config.secret.OpenSearchLogin;
import io.github.shtinkering.job.config.secret.SecretReferences;
import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.HttpAuthorization;
import io.github.shtinkering.sink.opensearch.IndexNames;
import io.github.shtinkering.sink.webhook.WebhookForm;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Where cases and the rest go: one place or several.
 *
 * @param files a directory of NDJSON files; null for none
 * @param kafka topics of a Kafka cluster; null for none
 * @param opensearch indices of an OpenSearch cluster; null for none
 * @param webhook who is told of cases besides; null for nobody
 */
public record SinkConfig(
        @Nullable Files files,
        @Nullable Kafka kafka,
        @Nullable OpenSearch opensearch,
        @Nullable WebhookConfig webhook) {
    public SinkConfig {
        if (files == null && kafka == null && opensearch == null) {
            throw new InvalidKey(
                    "",
                    webhook == null
                            ? "names no sink: say files.directory, kafka.bootstrap_servers or opensearch.endpoints"
                            : "names a webhook alone, which keeps nothing: say files.directory,"
                                    + " kafka.bootstrap_servers or opensearch.endpoints beside it");
        }
    }

    /** Whether one of them takes alerts as findings of OCSF. */
    public boolean takesFindings() {
        return files != null && files.alertForm() == AlertForm.OCSF
                || kafka != null && kafka.alertForm() == AlertForm.OCSF
                || opensearch != null && opensearch.indices().findings() != null
                || webhook != null && webhook.settings().form() == WebhookForm.OCSF;
    }

    private static String knownForm(@Nullable String form) {
        if (form != null && !form.equals("ecs") && !form.equals("ocsf")) {
            throw new InvalidKey("form", "is " + form + "; write ecs or ocsf");
        }
        return form == null ? "ecs" : form;
    }

    private static AlertForm alertForm(String form) {
        return form.equals("ocsf") ? AlertForm.OCSF : AlertForm.ECS;
    }

    /**
     * The files of a replay's output.
     *
     * @param directory is created when it is missing; what another run has left there stays, unless it is told otherwise
     * @param form how {@code alerts.ndjson} is written, {@code ecs} unless told, or {@code ocsf}
     */
    public record Files(Path directory, String form) {
        public Files {
            form = knownForm(form);
            if (directory == null) {
                throw new InvalidKey("directory", "is missing: name the directory for the output");
            }
        }

        /** The form of alerts. */
        public AlertForm alertForm() {
            return SinkConfig.alertForm(form);
        }
    }

    /**
     * Topics that documents are written to.
     *
     * @param bootstrapServers {@code host:port}, comma-separated
     * @param topics their names; the usual ones unless told
     * @param form how alerts are written, {@code ecs} unless told, or {@code ocsf}
     * @param properties further properties of Kafka's producer, secrets as {@link SecretReferences references}
     */
    public record Kafka(String bootstrapServers, Topics topics, String form, Map<String, String> properties) {
        private static final Map<String, String> OWN_KEYS =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "sink.kafka.bootstrap_servers");

        public Kafka {
            topics = topics == null ? Topics.DEFAULT : topics;
            form = knownForm(form);
            properties = properties == null ? Map.of() : Map.copyOf(properties);
            if (bootstrapServers == null || bootstrapServers.isBlank()) {
                throw new InvalidKey("bootstrap_servers", "is missing: write host:port of a broker");
            }
            KafkaProperties.check(properties, ProducerConfig.configDef(), List.of(), OWN_KEYS);
        }

        /** The form of alerts. */
        public AlertForm alertForm() {
            return SinkConfig.alertForm(form);
        }

        /** The properties for Kafka's producer, which resolves their references itself. */
        public Properties clientProperties() {
            return KafkaProperties.forClient(properties);
        }
    }

    /**
     * Topics by what is written to them.
     *
     * @param cases revisions of cases
     * @param campaigns revisions of campaigns
     * @param deadLetters records that could not be used
     * @param audit uses and refusals of exceptions
     */
    public record Topics(String cases, String campaigns, String deadLetters, String audit) {
        static final Topics DEFAULT = new Topics(
                "shtinkering.cases.v1", "shtinkering.campaigns.v1", "shtinkering.dlq.v1", "shtinkering.audit.v1");

        public Topics {
            cases = cases == null ? DEFAULT.cases() : cases;
            campaigns = campaigns == null ? DEFAULT.campaigns() : campaigns;
            deadLetters = deadLetters == null ? DEFAULT.deadLetters() : deadLetters;
            audit = audit == null ? DEFAULT.audit() : audit;
        }
    }

    /**
     * Indices that documents are written to; each alias and data stream exists.
     *
     * @param endpoints nodes, {@code https://host:port}; when one fails the next is asked
     * @param indices the names; the usual ones unless told
     * @param user who writes; null for nobody
     * @param password the user's, as a {@link SecretReferences reference}
     * @param apiKey instead of a user and a password, as a reference
     * @param certificateAuthorities a file of PEM certificates that sign the nodes' own; null for those that Java trusts
     */
    public record OpenSearch(
            List<URI> endpoints,
            Indices indices,
            @Nullable String user,
            @Nullable String password,
            @Nullable String apiKey,
            @Nullable Path certificateAuthorities) {
        public OpenSearch {
            endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
            indices = indices == null ? Indices.DEFAULT : indices;
            if (endpoints.isEmpty() || !endpoints.stream().allMatch(OpenSearch::isHttp)) {
                throw new InvalidKey(
                        "endpoints", "must name at least one node as https://host:port or http://host:port");
            }
            if (endpoints.stream().anyMatch(endpoint -> endpoint.getUserInfo() != null)) {
                throw new InvalidKey(
                        "endpoints", "must name no user: say user and password, or api_key, beside the endpoints");
            }
            if ((user == null) != (password == null)) {
                throw new InvalidKey(user == null ? "user" : "password", "is missing: user and password go together");
            }
            if (user != null && apiKey != null) {
                throw new InvalidKey("api_key", "is given beside a user: say one of the two");
            }
            requireReference("password", password);
            requireReference("api_key", apiKey);
        }

        /** Who writes; null for nobody. Its references are resolved where the index is written to. */
        public @Nullable HttpAuthorization authorization() {
            if (apiKey != null) {
                return new OpenSearchLogin(null, apiKey);
            }
            return user == null || password == null ? null : new OpenSearchLogin(user, password);
        }

        private static boolean isHttp(URI endpoint) {
            return endpoint.getHost() != null
                    && ("https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme()));
        }

        private static void requireReference(String key, @Nullable String value) {
            if (value != null && !SecretReferences.isReference(value)) {
                throw new InvalidKey(
                        key, "is a secret: write ${env:NAME} or ${file:/path}, and nothing else, instead of the value");
            }
        }
    }

    /**
     * Aliases and data streams by what is written to them.
     *
     * @param cases alias of the newest revision of each case
     * @param findings alias of the same as OCSF findings; null, the usual, for none
     * @param history data stream of every revision
     * @param campaigns alias of the newest revision of each campaign
     * @param hosts alias of what is known of each host
     * @param deadLetters data stream of records that could not be used, and documents that an index refused
     * @param audit data stream of uses and refusals of exceptions
     */
    public record Indices(
            String cases,
            @Nullable String findings,
            String history,
            String campaigns,
            String hosts,
            String deadLetters,
            String audit) {
        static final Indices DEFAULT = new Indices(null, null, null, null, null, null, null);

        /** What the configuration does not name has its usual name. */
        public Indices {
            IndexNames usual = IndexNames.DEFAULT;
            cases = cases == null ? usual.cases() : cases;
            history = history == null ? usual.history() : history;
            campaigns = campaigns == null ? usual.campaigns() : campaigns;
            hosts = hosts == null ? usual.hosts() : hosts;
            deadLetters = deadLetters == null ? usual.deadLetters() : deadLetters;
            audit = audit == null ? usual.audit() : audit;
        }
    }
}
