package io.github.shtinkering.sink.opensearch;

import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.publish.document.DeadLetterDigest;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.sink.AlertForm;
import io.github.shtinkering.sink.OutputDocument;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written of a document, and where: nothing, one document, or of a revision two or three. */
final class IndexOperations {
    private final IndexNames names;
    private final Clock clock;

    /** @param clock the time of writing, for documents that go into a data stream and have no time of their own */
    IndexOperations(IndexNames names, Clock clock) {
        this.names = names;
        this.clock = clock;
    }

    List<IndexOperation> of(OutputDocument document) {
        List<IndexOperation> operations = new ArrayList<>(3);
        switch (document.kind()) {
            case ALERT -> {
                replaceCase(operations, document);
                addRevision(operations, document);
            }
            case CASE_UPDATE -> replaceCase(operations, document);
            case CAMPAIGN -> replace(operations, names.campaigns(), document, document.json());
            case HOST -> replace(operations, names.hosts(), document, document.json());
            case DEAD_LETTER -> add(operations, names.deadLetters(), document);
            case AUDIT -> add(operations, names.audit(), document);
            case TALLY -> {}
        }
        return operations;
    }

    /**
     * The dead letter of a document that an index refused.
     *
     * @param reason the index's own words
     */
    IndexOperation refused(IndexOperation operation, String reason) {
        String origin = operation.index() + "/" + operation.id() + "@" + operation.version();
        DeadLetterDigest letter = new DeadLetterDigest("index-refused", reason, origin);
        String json = DocumentJson.write(letter.json().put("record", operation.boundedJson()));
        return addition(names.deadLetters(), OutputDocument.deadLetter(letter, json));
    }

    private void replaceCase(List<IndexOperation> operations, OutputDocument document) {
        replace(operations, names.cases(), document, document.json());
        if (names.findings() != null) {
            replace(operations, names.findings(), document, document.in(AlertForm.OCSF));
        }
    }

    private static void replace(
            List<IndexOperation> operations, @Nullable String alias, OutputDocument document, String json) {
        if (alias != null) {
            operations.add(IndexOperation.replacing(alias, document.key(), Math.max(1, document.version()), json));
        }
    }

    /** A revision that is told again after a failure is there once. */
    private void addRevision(List<IndexOperation> operations, OutputDocument document) {
        if (names.history() != null) {
            String id = document.key() + "-" + document.caseDigest().contentId();
            operations.add(IndexOperation.adding(names.history(), id, document.json()));
        }
    }

    private void add(List<IndexOperation> operations, @Nullable String stream, OutputDocument document) {
        if (stream != null) {
            operations.add(addition(stream, document));
        }
    }

    /** A data stream takes only what has a time. */
    private IndexOperation addition(String stream, OutputDocument document) {
        String json = document.json();
        String timed = document.hasTime()
                ? json
                : json.substring(0, json.length() - 1) + ",\"@timestamp\":\"" + clock.instant() + "\"}";
        return IndexOperation.adding(stream, FactId.of(json), timed);
    }
}
