package io.github.shtinkering.job.topics;

import io.github.shtinkering.job.command.FailureMessages;
import io.github.shtinkering.job.config.ConfigFile;
import io.github.shtinkering.job.config.ExceptionsConfig;
import io.github.shtinkering.job.config.JobConfig;
import io.github.shtinkering.job.config.SinkConfig;
import io.github.shtinkering.job.config.problem.ConfigException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code jobs/topics}: creates the topics that the job writes. */
@CommandLine.Command(
        name = "jobs/topics",
        sortOptions = false,
        description = {
            "Creates the topics that a configuration's Kafka sink writes (and its control topic), with the settings that"
                    + " they need. Topics that exist are never altered: what is otherwise on them is shown."
        },
        footer = {
            "",
            "Exit codes: 0 all are there as they should be, 1 one is otherwise or could not be created, 2 the command"
                    + " line, a file or the configuration cannot be used."
        })
public final class TopicsCommand implements Callable<Integer> {
    private static final String TIMEOUT_MILLIS = "20000";

    @CommandLine.Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Configuration of the job (YAML), like jobs/kafka.yaml: brokers, names, TLS and login.")
    private Path config = Path.of("");

    @CommandLine.Option(
            names = "--partitions",
            defaultValue = "4",
            paramLabel = "N",
            description = "Of each topic but the control topic, which has one (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @CommandLine.Option(
            names = "--replication-factor",
            defaultValue = "3",
            paramLabel = "N",
            description = "Copies of each topic that is created (default: ${DEFAULT-VALUE}).")
    private short replicationFactor;

    @CommandLine.Option(
            names = "--client-properties",
            paramLabel = "FILE",
            description = "Kafka's own properties of who creates them; they win over the configuration's.")
    private @Nullable Path clientProperties;

    @CommandLine.Option(names = "--dry-run", description = "Only says what is there and what would be created.")
    private boolean dryRun;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        boolean asPlanned = true;
        for (Cluster cluster : clusters()) {
            try (Admin admin = Admin.create(cluster.client())) {
                asPlanned &= new TopicCreation(admin, spec.commandLine().getOut())
                        .bringAbout(cluster.topics(), replicationFactor, dryRun);
            } catch (ExecutionException | KafkaException e) {
                FailureMessages.log(e);
                spec.commandLine()
                        .getErr()
                        .println("jobs/topics: " + FailureMessages.rootMessage(e) + remedy(e, cluster));
                return CommandLine.ExitCode.SOFTWARE;
            }
        }
        return asPlanned ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static String remedy(Exception refusal, Cluster cluster) {
        if (refusal.getCause() instanceof InvalidReplicationFactorException) {
            return " Choose another --replication-factor.";
        }
        return refusal.getCause() instanceof TimeoutException
                ? "; is there a broker at " + cluster.servers() + ", with this TLS and login?"
                : "";
    }

    /**
     * Topics of one Kafka cluster.
     *
     * @param client how it is reached
     */
    private record Cluster(Properties client, List<TopicPlan> topics) {
        String servers() {
            return client.getProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        }
    }

    private List<Cluster> clusters() {
        try {
            requirePositive("--partitions", partitions);
            requirePositive("--replication-factor", replicationFactor);
            return clusters(ConfigFile.read(config));
        } catch (ConfigException | IllegalArgumentException | IOException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<Cluster> clusters(JobConfig job) throws IOException {
        List<Cluster> clusters = new ArrayList<>();
        SinkConfig.Kafka sink = job.sink() == null ? null : job.sink().kafka();
        if (sink != null) {
            Properties client = client(sink.bootstrapServers(), sink.clientProperties());
            clusters.add(new Cluster(client, TopicPlan.of(sink.topics(), partitions)));
        }
        ExceptionsConfig.Topic control =
                job.exceptions() == null ? null : job.exceptions().kafka();
        if (control != null) {
            Properties client = client(control.bootstrapServers(), control.clientProperties());
            clusters.add(new Cluster(client, List.of(TopicPlan.control(control.topic()))));
        }
        if (clusters.isEmpty()) {
            throw new IllegalArgumentException(
                    config + " names neither sink.kafka nor exceptions.kafka: nothing to create");
        }
        return clusters;
    }

    private Properties client(String bootstrapServers, Properties configured) throws IOException {
        Properties client = new Properties();
        client.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        client.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        client.putAll(configured);
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        if (clientProperties != null) {
            try (Reader reader = Files.newBufferedReader(clientProperties)) {
                client.load(reader);
            } catch (IOException e) {
                throw new IOException("--client-properties " + clientProperties + " cannot be read", e);
            }
        }
        return client;
    }

    private static void requirePositive(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " is at least 1, not " + value);
        }
    }
}
