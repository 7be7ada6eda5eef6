package io.github.shtinkering.ingest.source.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.embedded.EmbeddedFlink;
import io.github.shtinkering.ingest.Tally;
import io.github.shtinkering.ingest.source.ArrivalWatermarks;
import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.ingest.source.WallClock;
import io.github.shtinkering.ingest.source.file.EchoDecoder;
import io.github.shtinkering.testing.LocalKafka;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real broker's records through a real Flink, with a failure in the middle: every record is accounted for. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class TelemetryKafkaSourceIT {
    private static final String TOPIC = "windows-events";
    private static final int PARTITIONS = 3;
    private static final int RECORDS = 60_000;
    private static final int MOST_ELEMENTS = 1_000_000;
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    @RegisterExtension
    static final LocalKafka KAFKA = new LocalKafka();

    @BeforeAll
    static void fillTheTopic() throws Exception {
        Map<String, Object> client = KAFKA.client();
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                sent.add(producer.send(new ProducerRecord<>(TOPIC, i % PARTITIONS, null, document(i))));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        }
    }

    /** Of ten records one passes the screen and is decoded, one is dead, and eight are irrelevant. */
    private static byte[] document(int number) {
        String document =
                switch (number % 10) {
                    case 0 -> "{\"lsass\":" + number + "}";
                    case 1 -> "nonsense";
                    default -> "{\"boring\":" + number + "}";
                };
        return document.getBytes(UTF_8);
    }

    @Test
    void everyRecordIsCountedOnceOverAFailureAndAtTheEnd() throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("execution.checkpointing.interval", "20 ms");
        configuration.setString("restart-strategy.type", "fixed-delay");
        configuration.setString("restart-strategy.fixed-delay.delay", "10 ms");
        StreamExecutionEnvironment env = EmbeddedFlink.environment(configuration);
        env.setParallelism(2);
        TelemetryKafkaSource source = KafkaInput.of(
                        KAFKA.bootstrapServers(), "it", topic -> new EchoDecoder(), WallClock.system())
                .topics(List.of(TOPIC))
                .fromEarliest()
                .bounded()
                .build();

        DataStream<IngestOutput> read = env.fromSource(source, new ArrivalWatermarks<>(WallClock.system()), "kafka");
        List<IngestOutput> output =
                read.map(new FailOnce()).returns(IngestOutput.class).executeAndCollect(MOST_ELEMENTS);

        assertThat(FAILED).as("the job failed after a checkpoint").isTrue();
        Tally sum = output.stream()
                .map(IngestOutput::tally)
                .filter(Objects::nonNull)
                .reduce(Tally::plus)
                .orElseThrow();
        assertThat(sum.source()).isEqualTo(TOPIC);
        assertThat(sum.irrelevant()).isEqualTo(RECORDS * 8 / 10);
        assertThat(sum.decoded()).isEqualTo(RECORDS / 10);
        assertThat(sum.dead()).isEqualTo(RECORDS / 10);
        assertThat(sum.bytes())
                .isEqualTo(IntStream.range(0, RECORDS)
                        .mapToLong(i -> document(i).length)
                        .sum());
        assertThat(output).filteredOn(element -> element.fact() != null).hasSize(RECORDS / 10);
        assertThat(output).filteredOn(element -> element.deadLetter() != null).hasSize(RECORDS / 10);
    }

    /**
     * Fails the job once, after a checkpoint in the middle of the input. Until then elements pass slowly, or a fast
     * reader would end before it; they do pass, for a task that holds one back takes no part in a checkpoint.
     */
    private static final class FailOnce extends RichMapFunction<IngestOutput, IngestOutput>
            implements CheckpointListener {
        private static final long serialVersionUID = 1L;
        private static final int BEFORE_FAILING = RECORDS / 30;
        private static final long PACE_NANOS = 2_000_000;

        private int seen;

        @Override
        public IngestOutput map(IngestOutput element) {
            seen++;
            if (seen > BEFORE_FAILING && !FAILED.get()) {
                LockSupport.parkNanos(PACE_NANOS);
            }
            return element;
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            if (seen > BEFORE_FAILING && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("injected by the test");
            }
        }
    }
}
