package io.github.shtinkering.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real broker in a process of its own, on free ports, for the tests of one class. */
public final class LocalKafka implements BeforeAllCallback, AfterAllCallback {

    private @Nullable LocalProcess broker;
    private int port;
    private int securedPort;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        start(new ArrayList<>(), LocalProcess.freePort());
    }

    /**
     * Starts the broker with one more listener, where clients come through TLS and with a login.
     *
     * @param directory for files of its own
     */
    public void startSecured(Path directory, SelfSigned identity, String user, String password) throws Exception {
        int controllerPort = LocalProcess.freePort();
        port = LocalProcess.freePort();
        securedPort = LocalProcess.freePort();
        Path properties = Files.writeString(directory.resolve("secured.properties"), """
            listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d,SECURED://127.0.0.1:%3$d
            advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,SECURED://127.0.0.1:%3$d
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL
            ssl.keystore.type=PKCS12
            ssl.keystore.location=%4$s
            ssl.keystore.password=%5$s
            sasl.enabled.mechanisms=PLAIN
            listener.name.secured.plain.sasl.jaas.config=\
              org.apache.kafka.common.security.plain.PlainLoginModule required user_%6$s="%7$s";
            """.formatted(
                        port, controllerPort, securedPort, identity.keyStore(), SelfSigned.PASSWORD, user, password));
        start(new ArrayList<>(List.of("--properties", properties.toString())), controllerPort);
    }

    private void start(List<String> options, int controllerPort) throws Exception {
        port = port == 0 ? LocalProcess.freePort() : port;
        options.addAll(List.of("--port", Integer.toString(port)));
        options.addAll(List.of("--controller-port", Integer.toString(controllerPort)));
        broker = new LocalProcess("kafka");
        broker.run("start", options.toArray(String[]::new));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        stop();
    }

    /** Ends the broker and forgets its topics. */
    public void stop() throws Exception {
        if (broker != null) {
            broker.stop();
        }
    }

    /** Where clients find the broker. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The configuration of a client of this broker, see {@link #clientOf}. */
    public Map<String, Object> client() {
        return clientOf(bootstrapServers());
    }

    /**
     * The configuration of a client. Its producers have one request in flight: the broker of a topic that was just created
     * may refuse the first batch and take the second; then it never takes the first again, and sending fails after two
     * minutes.
     */
    public static Map<String, Object> clientOf(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1);
    }

    /** Where clients with a login find the broker. */
    public String securedServers() {
        return "127.0.0.1:" + securedPort;
    }
}
