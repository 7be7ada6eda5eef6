package io.github.shtinkering.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.casebook.ExceptionList;
import io.github.shtinkering.publish.DocumentJson;
import io.github.shtinkering.sink.OutputDocument;
import java.util.List;

/** The audit of exceptions that were refused. */
final class ExceptionRefusals {
    private ExceptionRefusals() {}

    static List<OutputDocument> documents(ExceptionList exceptions) {
        return exceptions.refused().stream().map(ExceptionRefusals::document).toList();
    }

    private static OutputDocument document(ExceptionList.Refusal refusal) {
        ObjectNode json = DocumentJson.object();
        json.putObject("exception").put("id", refusal.id());
        json.putObject("error").put("message", refusal.message());
        return OutputDocument.of(OutputDocument.Kind.AUDIT, refusal.id(), 0, DocumentJson.write(json));
    }
}
