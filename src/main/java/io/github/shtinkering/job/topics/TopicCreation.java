package io.github.shtinkering.job.topics;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** Creates topics on a cluster, and alters none: what somebody set otherwise may be meant. */
final class TopicCreation {
    private final Admin admin;
    private final PrintWriter out;

    /** @param out is told, a line a topic */
    TopicCreation(Admin admin, PrintWriter out) {
        this.admin = admin;
        this.out = out;
    }

    /**
     * Creates what is missing and says what is otherwise.
     *
     * @param dryRun whether to create nothing, and to say only what would be
     * @return whether nothing that was there is otherwise
     * @throws ExecutionException when the cluster refuses or is away
     */
    boolean bringAbout(List<TopicPlan> plans, short replicationFactor, boolean dryRun)
            throws ExecutionException, InterruptedException {
        Set<String> there = admin.listTopics().names().get();
        List<TopicPlan> missing =
                plans.stream().filter(plan -> !there.contains(plan.name())).toList();
        if (!dryRun) {
            create(missing, replicationFactor);
        }
        missing.forEach(plan -> out.println((dryRun ? "would create " : "created ") + plan.name() + " with "
                + plan.partitions() + " partitions, " + plan.settings()));
        return compare(
                plans.stream().filter(plan -> there.contains(plan.name())).toList());
    }

    private void create(Collection<TopicPlan> plans, short replicationFactor)
            throws ExecutionException, InterruptedException {
        admin.createTopics(plans.stream()
                        .map(plan -> new NewTopic(plan.name(), plan.partitions(), replicationFactor)
                                .configs(plan.settings()))
                        .toList())
                .all()
                .get();
    }

    private boolean compare(List<TopicPlan> plans) throws ExecutionException, InterruptedException {
        List<String> names = plans.stream().map(TopicPlan::name).toList();
        Map<String, TopicDescription> descriptions =
                admin.describeTopics(names).allTopicNames().get();
        boolean alike = true;
        for (TopicPlan plan : plans) {
            List<String> differences =
                    plan.differences(descriptions.get(plan.name()).partitions().size(), settings(plan.name()));
            differences.forEach(out::println);
            if (differences.isEmpty()) {
                out.println(plan.name() + " is there");
            }
            alike &= differences.isEmpty();
        }
        return alike;
    }

    private Map<String, String> settings(String name) throws ExecutionException, InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        Map<String, String> settings = new HashMap<>();
        for (ConfigEntry entry :
                admin.describeConfigs(List.of(topic)).all().get().get(topic).entries()) {
            settings.put(entry.name(), entry.value());
        }
        return settings;
    }
}
