package io.github.shtinkering.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.casebook.ExceptionUse;
import io.github.shtinkering.casebook.JudgedCase;

/**
 * What an exception did to a case ({@code audit.ndjson}). The same revision gives the same document, also
 * after a restart, so that an index holds it once.
 */
final class AuditDocument {
    private AuditDocument() {}

    /** An exception had an effect on a revision of a case. */
    static Publication used(JudgedCase judged, ExceptionUse use, int revision) {
        return publication(judged, json(judged, use, revision, "exception-used"));
    }

    /** An exception has ended and its host is still armed. */
    static Publication stillArmed(JudgedCase judged, ExceptionUse use, int revision) {
        ObjectNode json = json(judged, use, revision, "host-still-armed");
        json.withObject("/exception").put("ends", Instants.text(use.outlivedMillis()));
        return publication(judged, json);
    }

    private static ObjectNode json(JudgedCase judged, ExceptionUse use, int revision, String action) {
        ObjectNode json = DocumentJson.object();
        json.put("@timestamp", Instants.text(judged.context().newestMillis()));
        json.putObject("event").put("action", action);
        json.putObject("exception").put("id", use.id()).put("owner", use.owner());
        json.putObject("case").put("id", judged.caseId()).put("revision", revision);
        json.putObject("host").put("name", judged.context().hostName());
        json.put("score", judged.judgement().score());
        json.put("score_without", use.scoreWithout());
        return json;
    }

    private static Publication publication(JudgedCase judged, ObjectNode json) {
        return new Publication(Publication.Kind.AUDIT, judged.caseId(), 0, DocumentJson.write(json));
    }
}
