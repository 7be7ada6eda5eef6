package io.github.shtinkering.console.cases;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where the console gets what it shows. Safe for use by several threads. */
public interface CaseSource {
    /**
     * The fleet at a glance: {@code source} (where from, in which state, and a {@code notice} for
     * people where its cases are not as this console knows them), {@code hosts}, {@code cases} (those to be read
     * by severity), {@code campaigns}, {@code records} and {@code invisible}. What this source cannot know is null.
     *
     * @param since the beginning of the range of time of which cases are counted, by when the job emitted their newest
     *     revision; those to be read from before it are counted apart. Null for all
     * @throws IOException when the source cannot be asked; its message is for the person in front of the page
     */
    ObjectNode overview(@Nullable Instant since) throws IOException;

    /**
     * Some of the cases that a filter lets pass, worst first: {@code total}, {@code facets} (how many there would be for
     * each value of a filter, the others as they are), {@code older} (how many more there would be without the range of
     * time) and {@code cases}.
     *
     * @param offset how many are left out at the beginning
     * @param limit how many are wanted at most
     */
    ObjectNode cases(CaseFilter filter, int offset, int limit) throws IOException;

    /** A case's newest document as the job wrote it, UTF-8; null when there is no such case. */
    byte @Nullable [] document(String caseId) throws IOException;

    /** All campaigns, worst first: {@code total} and {@code campaigns}, bounded. */
    ObjectNode campaigns() throws IOException;

    /** Why records are dead: {@code causes}, the most frequent first; null where this source cannot know. */
    default ObjectNode deadLetters() throws IOException {
        return JsonNodeFactory.instance.objectNode().putNull("causes");
    }

    /** Every case that a filter lets pass, worst first. */
    void export(CaseFilter filter, Export export) throws IOException;

    /** Takes one case after the other. */
    interface Export {
        /**
         * Takes a case.
         *
         * @param row the case in short
         * @param document its newest document, one line of UTF-8 without the line's end
         */
        void add(CaseRow row, byte[] document) throws IOException;
    }
}
