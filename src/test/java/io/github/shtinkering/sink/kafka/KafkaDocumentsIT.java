package io.github.shtinkering.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.embedded.EmbeddedFlink;
import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.Documents;
import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.testing.LocalKafka;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Documents through a real Flink into a real broker. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class KafkaDocumentsIT {
    private static final long REVISIONS = 50_000;
    private static final long YEAR_2023 = 1_700_000_000_000L;
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    @RegisterExtension
    static final LocalKafka KAFKA = new LocalKafka();

    @BeforeAll
    static void createTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
            List<NewTopic> topics = Stream.of("cases", "campaigns", "dlq", "audit")
                    .map(name -> new NewTopic("shtinkering." + name + ".v1", 1, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
        }
    }

    @Test
    void everyRevisionArrivesUnderItsCaseAndAtTheTimeOfEmissionOverAFailure() throws Exception {
        long began = Clock.systemUTC().millis();
        runJobThatFailsOnce();
        assertThat(FAILED).as("the job failed after a checkpoint").isTrue();

        List<ConsumerRecord<String, String>> cases = read("shtinkering.cases.v1");
        assertThat(cases.stream()
                        .mapToLong(record -> Long.parseLong(record.value().replaceAll(".*\"version\":(\\d+).*", "$1")))
                        .distinct()
                        .sorted()
                        .toArray())
                .isEqualTo(LongStream.rangeClosed(1, REVISIONS)
                        .filter(version -> version % 10 != 0)
                        .toArray());
        assertThat(cases).allSatisfy(record -> {
            assertThat(record.value()).contains("\"id\":\"" + record.key() + "\"");
            assertThat(record.timestamp()).isGreaterThanOrEqualTo(began);
            assertThat(new String(record.headers().lastHeader("schema").value(), StandardCharsets.UTF_8))
                    .isEqualTo("urn:shtinkering:schema:alert:1");
        });
        assertThat(read("shtinkering.dlq.v1")).hasSizeGreaterThanOrEqualTo((int) REVISIONS / 10);
        assertThat(read("shtinkering.audit.v1")).isEmpty();
    }

    private static void runJobThatFailsOnce() throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("execution.checkpointing.interval", "20 ms");
        configuration.setString("restart-strategy.type", "fixed-delay");
        configuration.setString("restart-strategy.fixed-delay.delay", "10 ms");
        StreamExecutionEnvironment env = EmbeddedFlink.environment(configuration);
        env.setParallelism(1);
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", KAFKA.bootstrapServers());
        env.fromSource(
                        new NumberSequenceSource(1, REVISIONS),
                        WatermarkStrategy.<Long>noWatermarks()
                                .withTimestampAssigner((number, recordTime) -> YEAR_2023 + number),
                        "numbers")
                .map(new SomeDocument())
                .sinkTo(KafkaDocuments.sink(KafkaTopics.DEFAULT, AlertForm.ECS, client, Clock.systemUTC()));
        env.execute();
    }

    private static List<ConsumerRecord<String, String>> read(String topic) {
        Map<String, Object> client = Map.of("bootstrap.servers", KAFKA.bootstrapServers());
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
        }
        return records;
    }

    /** Revisions of cases, and a dead letter each tenth time; fails once after a checkpoint. */
    private static final class SomeDocument extends RichMapFunction<Long, OutputDocument>
            implements CheckpointListener {
        private boolean checkpointed;

        @Override
        public OutputDocument map(Long number) {
            if (checkpointed && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("injected by the test");
            }
            return number % 10 == 0
                    ? Documents.deadLetter("not-json")
                    : Documents.alert("case-" + number % 7, number, 50, "medium", "precursor");
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            checkpointed = true;
        }
    }
}
