package io.github.shtinkering.sink.files;

import io.github.shtinkering.publish.document.CaseDigest;
import io.github.shtinkering.publish.document.DocumentDigest;
import io.github.shtinkering.publish.document.HostDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The few words of a document that the summaries count by, as a journal holds them before the document.
 *
 * @param riskScore {@code event.risk_score}; 0 where the document has none
 * @param telemetry {@code shtinkering.telemetry} of a host: the kinds of evidence that ever came from it; null for every
 *     other document
 * @param nameShared whether another machine bears the host's short name
 */
record JournalDigest(
        int riskScore,
        @Nullable String verdict,
        @Nullable String severity,
        boolean merged,
        @Nullable List<String> telemetry,
        boolean nameShared) {
    private static final JournalDigest NONE = new JournalDigest(0, null, null, false, null, false);
    private static final String MERGED = "merged";

    /** @param digest null where a document has none */
    static JournalDigest of(@Nullable DocumentDigest digest) {
        if (digest == null) {
            return NONE;
        }
        CaseDigest ofCase = digest.ofCase();
        HostDigest ofHost = digest.ofHost();
        return new JournalDigest(
                digest.riskScore(),
                ofCase == null ? null : ofCase.verdict(),
                ofCase == null ? null : ofCase.severityName(),
                ofCase != null && ofCase.status().equals(MERGED),
                ofHost == null ? null : List.copyOf(ofHost.telemetry()),
                ofHost != null && ofHost.nameShared());
    }

    /** Words, each with its name, without a tab or a line's end; what is not known is left out. */
    String text() {
        List<String> words = new ArrayList<>();
        words.add("score=" + riskScore);
        if (verdict != null) {
            words.add("verdict=" + verdict);
        }
        if (severity != null) {
            words.add("severity=" + severity);
        }
        if (merged) {
            words.add("merged");
        }
        if (telemetry != null) {
            words.add("telemetry=" + String.join(",", telemetry));
        }
        if (nameShared) {
            words.add("name-shared");
        }
        return String.join(" ", words);
    }

    /** Reads what {@link #text()} has written; a word that is not known is passed over. */
    static JournalDigest parse(String text) {
        int riskScore = 0;
        String verdict = null;
        String severity = null;
        boolean merged = false;
        List<String> telemetry = null;
        boolean nameShared = false;
        for (String word : text.split(" ", -1)) {
            int equals = word.indexOf('=');
            String value = word.substring(equals + 1);
            switch (equals < 0 ? word : word.substring(0, equals)) {
                case "score" -> riskScore = Integer.parseInt(value);
                case "verdict" -> verdict = value;
                case "severity" -> severity = value;
                case MERGED -> merged = true;
                case "telemetry" -> telemetry = value.isEmpty() ? List.of() : List.of(value.split(",", -1));
                case "name-shared" -> nameShared = true;
                default -> {}
            }
        }
        return new JournalDigest(riskScore, verdict, severity, merged, telemetry, nameShared);
    }
}
