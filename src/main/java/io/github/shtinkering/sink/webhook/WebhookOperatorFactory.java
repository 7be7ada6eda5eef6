package io.github.shtinkering.sink.webhook;

import io.github.shtinkering.sink.OutputDocument;
import java.time.Clock;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the operator that tells a webhook, with the mailbox of its task. */
final class WebhookOperatorFactory extends AbstractStreamOperatorFactory<OutputDocument>
        implements OneInputStreamOperatorFactory<OutputDocument, OutputDocument> {
    private static final long serialVersionUID = 1L;

    private final WebhookSettings settings;
    private final Clock clock;

    WebhookOperatorFactory(WebhookSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
    public <T extends StreamOperator<OutputDocument>> T createStreamOperator(
            StreamOperatorParameters<OutputDocument> parameters) {
        return (T) new WebhookOperator(parameters, parameters.getMailboxExecutor(), settings, clock);
    }

    @Override
    @SuppressWarnings("rawtypes") // as Flink declares it
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return WebhookOperator.class;
    }
}
