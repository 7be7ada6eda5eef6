package io.github.shtinkering.sink.opensearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.sink.OcsfFinding;
import io.github.shtinkering.sink.OutputDocument;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written of a document, and where: nothing, one document, or of a revision two or three. */
final class IndexOperations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TIME = "@timestamp";

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
        ObjectNode letter = DocumentJson.object();
        letter.putObject("error").put("code", "index-refused").put("message", reason);
        letter.put("origin", operation.index() + "/" + operation.id() + "@" + operation.version());
        letter.put("record", operation.boundedJson());
        return addition(names.deadLetters(), FactId.of(DocumentJson.write(letter)), letter);
    }

    private void replaceCase(List<IndexOperation> operations, OutputDocument document) {
        replace(operations, names.cases(), document, document.json());
        if (names.findings() != null) {
            replace(operations, names.findings(), document, OcsfFinding.of(document.json()));
        }
    }

    private static void replace(
            List<IndexOperation> operations, @Nullable String alias, OutputDocument document, String json) {
        if (alias != null) {
            operations.add(IndexOperation.replacing(alias, document.key(), Math.max(1, document.version()), json));
        }
    }

    /**
     * A revision that is told again after a failure carries another version and another time of emission. Without the
     * two it is the same, and is there once.
     */
    private void addRevision(List<IndexOperation> operations, OutputDocument document) {
        if (names.history() != null) {
            ObjectNode content = parse(document);
            if (content.path("event") instanceof ObjectNode event) {
                event.remove("created");
            }
            if (content.at("/shtinkering/case") instanceof ObjectNode theCase) {
                theCase.remove("version");
            }
            operations.add(IndexOperation.adding(
                    names.history(), document.key() + "-" + FactId.of(content.toString()), document.json()));
        }
    }

    private void add(List<IndexOperation> operations, @Nullable String stream, OutputDocument document) {
        if (stream != null) {
            operations.add(addition(stream, FactId.of(document.json()), parse(document)));
        }
    }

    /** A data stream takes only what has a time. */
    private IndexOperation addition(String stream, String id, ObjectNode document) {
        if (!document.hasNonNull(TIME)) {
            document.put(TIME, clock.instant().toString());
        }
        return IndexOperation.adding(stream, id, DocumentJson.write(document));
    }

    private static ObjectNode parse(OutputDocument document) {
        try {
            return JSON.readValue(document.json(), ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the job wrote a document of " + document.kind() + " that is no JSON", e);
        }
    }
}
