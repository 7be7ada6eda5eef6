package io.github.shtinkering.sink.webhook;

import io.github.shtinkering.sink.OutputDocument;
import java.time.Clock;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Tells people of cases by a webhook: new cases, and revisions whose severity, verdict or stages changed, at least once and
 * in order a case, of several that wait the newest only.
 */
public final class WebhookSink {
    private WebhookSink() {}

    /**
     * Attaches it.
     *
     * @param name the operator's uid and name
     * @param clock the time of telling; serialisable, as the clocks of {@link Clock} are
     * @return dead letters: what the endpoint refused
     */
    public static DataStream<OutputDocument> tell(
            DataStream<OutputDocument> documents, WebhookSettings settings, String name, Clock clock) {
        String filter = name + "-cases";
        return documents
                .filter(document -> document.kind() == OutputDocument.Kind.ALERT)
                .uid(filter)
                .name(filter)
                .transform(name, TypeInformation.of(OutputDocument.class), new WebhookOperatorFactory(settings, clock))
                .forceNonParallel()
                .uid(name)
                .name(name);
    }
}
