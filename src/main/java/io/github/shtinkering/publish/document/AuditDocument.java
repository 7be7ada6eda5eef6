package io.github.shtinkering.publish.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionUse;
import io.github.shtinkering.publish.json.DocumentJson;
import io.github.shtinkering.publish.text.DocumentTimes;

/**
 * What an exception did to a case ({@code audit.ndjson}). The same revision gives the same document, also
 * after a restart, so that an index holds it once.
 */
public final class AuditDocument {
    private AuditDocument() {}

    /** An exception had an effect on a revision of a case. */
    public static PublishedDocument used(JudgedCase judged, ExceptionUse use, int revision) {
        return publication(judged, json(judged, use, revision, "exception-used"));
    }

    /** An exception has ended and its host is still armed. */
    public static PublishedDocument stillArmed(JudgedCase judged, ExceptionUse use, int revision) {
        ObjectNode json = json(judged, use, revision, "host-still-armed");
        json.withObject("/exception").put("ends", DocumentTimes.text(use.outlivedMillis()));
        return publication(judged, json);
    }

    private static ObjectNode json(JudgedCase judged, ExceptionUse use, int revision, String action) {
        ObjectNode json = DocumentJson.object();
        json.put("@timestamp", DocumentTimes.text(judged.context().newestMillis()));
        json.putObject("event").put("action", action);
        json.putObject("exception").put("id", use.id()).put("owner", use.owner());
        json.putObject("case").put("id", judged.caseId()).put("revision", revision);
        json.putObject("host").put("name", judged.context().hostName());
        json.put("score", judged.judgement().score());
        json.put("score_without", use.scoreWithout());
        return json;
    }

    private static PublishedDocument publication(JudgedCase judged, ObjectNode json) {
        return new PublishedDocument(
                PublishedDocument.Kind.AUDIT, judged.caseId(), 0, DocumentJson.write(json), null, null);
    }
}
