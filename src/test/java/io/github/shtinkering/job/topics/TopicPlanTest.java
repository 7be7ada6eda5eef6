package io.github.shtinkering.job.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.job.config.ConfigFile;
import io.github.shtinkering.job.config.SinkConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which topics there should be, and how. */
class TopicPlanTest {
    private List<TopicPlan> plans = List.of();

    @BeforeEach
    void plan() throws Exception {
        SinkConfig sink = Objects.requireNonNull(
                ConfigFile.read(Path.of("jobs/kafka.yaml")).sink());
        plans = TopicPlan.of(Objects.requireNonNull(sink.kafka()).topics(), 12);
    }

    @Test
    void everyTopicCarriesTheTimeOfArrival() {
        assertThat(plans).hasSize(4).allSatisfy(plan -> {
            assertThat(plan.partitions()).isEqualTo(12);
            assertThat(plan.settings()).containsEntry("message.timestamp.type", "LogAppendTime");
        });
        assertThat(TopicPlan.control("c").settings()).containsEntry("message.timestamp.type", "LogAppendTime");
    }

    @Test
    void whatIsReplacedByItsKeyIsCompactedAndTheRestExpires() {
        assertThat(plans)
                .extracting(plan -> plan.settings().get("cleanup.policy"))
                .containsExactly("compact", "compact", "delete", "delete");
        TopicPlan control = TopicPlan.control("exceptions");
        assertThat(control.settings()).containsEntry("cleanup.policy", "compact");
        assertThat(control.partitions())
                .as("its readers hear all changes in one order")
                .isOne();
    }

    @Test
    void whatIsOtherwiseIsSaid() {
        TopicPlan cases = plans.get(0);
        Map<String, String> there = new HashMap<>(cases.settings());
        there.put("segment.bytes", "1073741824");
        assertThat(cases.differences(12, there)).isEmpty();
        there.put("cleanup.policy", "delete");
        assertThat(cases.differences(6, there))
                .containsExactly(
                        cases.name() + " has 6 partitions, not 12",
                        cases.name() + " has cleanup.policy=delete, not compact");
    }
}
