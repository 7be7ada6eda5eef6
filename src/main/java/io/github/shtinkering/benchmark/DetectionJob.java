package io.github.shtinkering.benchmark;

import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.sink.OutputDocument;
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
            Source<IngestOutput, ?, ?> source,
            Consumer<DataStream<OutputDocument>> sinks);
}
