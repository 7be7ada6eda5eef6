package io.github.shtinkering.job.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.ingest.DeadLetter;
import io.github.shtinkering.ingest.source.IngestOutput;
import io.github.shtinkering.ingest.source.WallClock;
import io.github.shtinkering.publish.document.DeadLetterDigest;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.sink.OutputDocument;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts what a source emits: facts go on to the hosts' timelines, dead letters and tallies straight to the sinks; the
 * tallies also into the metrics.
 */
final class IngestRouter extends ProcessFunction<IngestOutput, Fact> {
    static final OutputTag<OutputDocument> DOCUMENTS =
            new OutputTag<>("ingest-documents", TypeInformation.of(OutputDocument.class));

    private static final long serialVersionUID = 1L;

    private transient IngestMetrics metrics;

    @Override
    public void open(OpenContext context) {
        metrics = new IngestMetrics(getRuntimeContext().getMetricGroup(), WallClock.system());
    }

    @Override
    public void processElement(IngestOutput ingested, Context context, Collector<Fact> out) {
        if (ingested.fact() != null) {
            out.collect(ingested.fact());
        }
        if (ingested.deadLetter() != null) {
            context.output(DOCUMENTS, document(ingested.deadLetter()));
        }
        if (ingested.tally() != null) {
            metrics.count(ingested.tally());
            context.output(DOCUMENTS, OutputDocument.of(ingested.tally()));
        }
    }

    private static OutputDocument document(DeadLetter letter) {
        DeadLetterDigest digest = new DeadLetterDigest(letter.code(), letter.message(), letter.origin());
        ObjectNode json = digest.json();
        if (letter.record() != null) {
            json.put("record", letter.record());
        }
        if (letter.recordBase64() != null) {
            json.put("record_base64", letter.recordBase64());
        }
        return OutputDocument.deadLetter(digest, DocumentJson.write(json));
    }
}
