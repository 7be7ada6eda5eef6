package io.github.shtinkering.job.submit;

import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;

/** Describes a job's graph to a person. */
public final class TopologyDescription {
    private TopologyDescription() {}

    /** One line an operator, in the order of its definition: uid, parallelism, name, and where its input comes from. */
    public static String describe(StreamGraph graph) {
        String header = row("uid", "parallelism", "operator", "input");
        return graph.getStreamNodes().stream()
                .map(node -> row(
                        String.valueOf(node.getTransformationUID()),
                        String.valueOf(node.getParallelism()),
                        node.getOperatorName(),
                        inputs(graph, node)))
                .collect(Collectors.joining("", header, ""));
    }

    private static String inputs(StreamGraph graph, StreamNode node) {
        return node.getInEdges().stream()
                .map(edge -> graph.getStreamNode(edge.getSourceId()).getOperatorName() + " "
                        + edge.getPartitioner().toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String row(String uid, String parallelism, String operator, String input) {
        return "%-28s  %11s  %-40s  %s%n".formatted(uid, parallelism, operator, input);
    }
}
