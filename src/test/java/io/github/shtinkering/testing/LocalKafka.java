package io.github.shtinkering.testing;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real broker in a process of its own, on free ports, for the tests of one class. */
public final class LocalKafka implements BeforeAllCallback, AfterAllCallback {
    private @Nullable LocalProcess broker;
    private int port;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        port = LocalProcess.freePort();
        broker = new LocalProcess("kafka");
        broker.run(
                "start",
                "--port",
                Integer.toString(port),
                "--controller-port",
                Integer.toString(LocalProcess.freePort()));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (broker != null) {
            broker.stop();
        }
    }

    /** Where clients find the broker. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }
}
