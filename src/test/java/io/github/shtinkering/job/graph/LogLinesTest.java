package io.github.shtinkering.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody who writes what we quote writes a line of our log. */
class LogLinesTest {
    private static final String LAYOUT = "appender.file.layout.";

    @ParameterizedTest
    @ValueSource(strings = {"jobs/log4j2.properties", "deploy/local/log4j2.properties"})
    void onlyAnEventBeginsAtTheMargin(String file) throws IOException {
        String forged = "x\r\n2026-01-01T00:00:00.000Z ERROR forged\r2026 \u2028 2026 \u0085 2026";
        List<String> lines = logged(file, forged, new IOException(forged, new IllegalStateException(forged)))
                .lines()
                .toList();

        assertThat(lines.get(0)).contains("WARN").contains("x\\r\\n2026-01-01");
        assertThat(lines.subList(1, lines.size()))
                .hasSizeGreaterThan(5)
                .allMatch(line -> line.startsWith("    "))
                .anyMatch(line -> line.matches("    \\tat .*LogLinesTest.*"))
                .filteredOn(line -> line.contains("java.io.IOException"))
                .as("the exception is told once")
                .hasSize(1);
    }

    private static String logged(String file, String message, Throwable thrown) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            properties.load(in);
        }
        LogEvent event = Log4jLogEvent.newBuilder()
                .setLoggerName("io.github.shtinkering.Somewhere")
                .setLevel(Level.WARN)
                .setMessage(new SimpleMessage(message))
                .setThrown(thrown)
                .build();
        return PatternLayout.newBuilder()
                .setPattern(properties.getProperty(LAYOUT + "pattern"))
                .setAlwaysWriteExceptions(!"false".equals(properties.getProperty(LAYOUT + "alwaysWriteExceptions")))
                .setCharset(StandardCharsets.UTF_8)
                .build()
                .toSerializable(event);
    }
}
