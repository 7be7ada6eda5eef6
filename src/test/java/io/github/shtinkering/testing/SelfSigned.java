package io.github.shtinkering.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server's key and certificate for 127.0.0.1 that nobody else signed, made with the JDK's keytool.
 *
 * @param keyStore PKCS #12, with the key
 * @param trustStore PKCS #12, with the certificate
 * @param certificate PEM
 */
public record SelfSigned(Path keyStore, Path trustStore, Path certificate) {
    /** Opens both stores. */
    public static final String PASSWORD = "changeit";

    /** Makes the three files in a directory. */
    public static SelfSigned in(Path directory) throws IOException, InterruptedException {
        SelfSigned made = new SelfSigned(
                directory.resolve("server.p12"), directory.resolve("trust.p12"), directory.resolve("server.pem"));
        keytool(made.keyStore, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1");
        keytool(made.keyStore, "-exportcert", "-rfc", "-file", made.certificate.toString());
        keytool(made.trustStore, "-importcert", "-noprompt", "-file", made.certificate.toString());
        return made;
    }

    private static void keytool(Path store, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("-alias", "server", "-keystore", store.toString()));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(store.resolveSibling("keytool.out").toFile())
                .start();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException("keytool failed: " + String.join(" ", words));
        }
    }
}
