package io.github.shtinkering.publish.json;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.scoring.ScorePart;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.publish.text.EvidenceText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The evidence that a case's document shows: all of it, or of a flood as much as no broker refuses, be it of many pieces or of long ones. What the score's
 * parts rest on comes before the rest.
 */
public final class ShownEvidence {
    /** Most pieces in a document. */
    static final int LIMIT = 200;

    /** Most letters in them: each may take six bytes in JSON, and a broker takes a megabyte. */
    static final long MOST_LETTERS = 64 * 1_024;

    private final List<TimelineEntry> entries;
    private final Set<String> leftOut;

    private ShownEvidence(List<TimelineEntry> entries, Set<String> leftOut) {
        this.entries = entries;
        this.leftOut = leftOut;
    }

    public static ShownEvidence of(JudgedCase judged) {
        List<TimelineEntry> all = judged.evidence();
        Set<String> decisive = judged.judgement().parts().stream()
                .flatMap(part -> part.evidence().stream())
                .collect(Collectors.toSet());
        Set<TimelineEntry> chosen = chosen(Stream.concat(
                        all.stream().filter(entry -> decisive.contains(id(entry))),
                        all.stream().filter(entry -> !decisive.contains(id(entry))))
                .toList());
        Set<String> leftOut = new HashSet<>();
        all.forEach(entry -> leftOut.add(id(entry)));
        chosen.forEach(entry -> leftOut.remove(id(entry)));
        return new ShownEvidence(all.stream().filter(chosen::contains).toList(), leftOut);
    }

    private static Set<TimelineEntry> chosen(List<TimelineEntry> byWeight) {
        Set<TimelineEntry> chosen = new HashSet<>();
        long letters = 0;
        for (TimelineEntry entry : byWeight) {
            letters += letters(entry);
            if (chosen.size() == LIMIT || letters > MOST_LETTERS && !chosen.isEmpty()) {
                break;
            }
            chosen.add(entry);
        }
        return chosen;
    }

    private static long letters(TimelineEntry entry) {
        return EvidenceText.summary(entry).length()
                + ProcessJson.letters(entry.event().fact().actor())
                + ProcessJson.letters(entry.event().fact().parent())
                + entry.event().origins().stream().mapToLong(String::length).sum();
    }

    /** The pieces in the order of the timeline. */
    public List<TimelineEntry> entries() {
        return entries;
    }

    /** Ids of what a part rests on, without what had to be left out. */
    public List<String> of(ScorePart part) {
        return part.evidence().stream().filter(id -> !leftOut.contains(id)).toList();
    }

    private static String id(TimelineEntry entry) {
        return entry.event().id();
    }
}
