package io.github.shtinkering.benchmark;

import io.github.shtinkering.sink.OutputDocument;
import io.github.shtinkering.source.Ingested;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The whole detection, as the job's own launchers define it; the benchmark brings source and sinks. */
@FunctionalInterface
public interface DetectionJob {
    /** Builds the graph. */
    void define(
            StreamExecutionEnvironment environment,
            Source<Ingested, ?, ?> source,
            Consumer<DataStream<OutputDocument>> sinks);
}
