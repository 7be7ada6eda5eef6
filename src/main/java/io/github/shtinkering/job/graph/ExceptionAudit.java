package io.github.shtinkering.job.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.detect.casebook.exceptions.ArmingException;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionList;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionRegister.Ruling;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.publish.text.DocumentTimes;
import io.github.shtinkering.sink.OutputDocument;
import java.util.List;

/** What became of the exceptions that somebody wrote, where their authors can read it. */
final class ExceptionAudit {
    private ExceptionAudit() {}

    /** The refused entries of a file. */
    static List<OutputDocument> refusals(ExceptionList exceptions) {
        return exceptions.refused().stream()
                .map(refusal -> refusal(refusal.id(), refusal.message()))
                .toList();
    }

    private static OutputDocument refusal(String id, String message) {
        ObjectNode json = DocumentJson.object();
        json.putObject("event").put("action", "exception-refused");
        json.putObject("exception").put("id", id);
        json.putObject("error").put("message", message);
        return document(id, json);
    }

    /**
     * What became of a record of the control topic.
     *
     * @param origin where the record stands
     * @param atMillis when it took force, or was refused or withdrawn
     */
    static OutputDocument document(Ruling ruling, String origin, long atMillis) {
        ObjectNode json = DocumentJson.object();
        json.put("@timestamp", DocumentTimes.text(atMillis));
        json.putObject("event")
                .put(
                        "action",
                        switch (ruling.outcome()) {
                            case ACCEPTED -> "exception-accepted";
                            case REFUSED -> "exception-refused";
                            case WITHDRAWN -> "exception-withdrawn";
                        });
        ObjectNode exception = json.putObject("exception").put("id", ruling.id());
        ArmingException entry = ruling.entry();
        if (entry != null) {
            exception.put("owner", entry.owner()).put("reason", entry.reason());
            exception
                    .put("starts", DocumentTimes.text(entry.startsMillis()))
                    .put("ends", DocumentTimes.text(entry.endsMillis()));
        }
        if (ruling.refusal() != null) {
            json.putObject("error").put("message", ruling.refusal());
        }
        json.put("origin", origin);
        return document(ruling.id(), json);
    }

    private static OutputDocument document(String id, ObjectNode json) {
        return OutputDocument.of(OutputDocument.Kind.AUDIT, id, 0, DocumentJson.write(json), null);
    }
}
