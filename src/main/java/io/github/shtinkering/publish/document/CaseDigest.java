package io.github.shtinkering.publish.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What counts, tells and orders cases.
 *
 * @param verdict {@code shtinkering.case.verdict}
 * @param status {@code shtinkering.case.status}
 * @param severity {@code event.severity}, 0 to 4
 * @param severityName {@code shtinkering.case.severity}
 * @param stages {@code shtinkering.case.stages}
 * @param campaignId of the group that the case is in; null where it is in none
 * @param hostName {@code host.name}
 * @param reason {@code event.reason}
 * @param steps those of {@code shtinkering.guide} that are no queries, which are long
 * @param startMillis {@code event.start}, milliseconds since the epoch
 * @param createdMillis {@code event.created}, milliseconds since the epoch
 * @param contentId of all that the document says but when it was made and its version: the same where a revision is told
 *     again after a failure; null of an update of a revision
 */
public record CaseDigest(
        String verdict,
        String status,
        int severity,
        String severityName,
        List<String> stages,
        @Nullable String campaignId,
        String hostName,
        String reason,
        List<String> steps,
        long startMillis,
        long createdMillis,
        @Nullable String contentId) {}
