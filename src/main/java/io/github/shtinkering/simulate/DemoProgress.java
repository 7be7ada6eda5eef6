package io.github.shtinkering.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.job.command.StatusLine;
import io.github.shtinkering.simulate.story.ReportedCase;
import io.github.shtinkering.sink.OutputDocument;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Shows how far a running job is, from the documents that it writes. */
final class DemoProgress implements Consumer<OutputDocument> {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StatusLine line;
    private final long started = System.nanoTime();
    private final Set<String> cases = new HashSet<>();
    private long records;
    private double shown;

    DemoProgress(StatusLine line) {
        this.line = line;
    }

    @Override
    public void accept(OutputDocument document) {
        if (document.tally() != null) {
            records += document.tally().records();
        } else if (document.kind() == OutputDocument.Kind.ALERT
                && !finding(document).harmless()
                && cases.add(document.key())
                && cases.size() == 1) {
            show();
        }
        if (seconds() - shown >= PAUSE.toSeconds()) {
            show();
        }
    }

    /** The last word. */
    void end() {
        show();
        line.end();
    }

    private static ReportedCase finding(OutputDocument document) {
        try {
            return ReportedCase.of(JSON.readTree(document.json()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void show() {
        shown = seconds();
        line.show(DemoReport.progress(records, cases.size(), shown));
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }
}
