package io.github.shtinkering.detect.fleet.group;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.casebook.scoring.VendorAnswer;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case that bears a fingerprint, as it is kept. It never changes, because a checkpoint may still be writing it: what is
 * newly answered makes another one.
 *
 * @param host key of the host
 * @param hostName its name as documents show it
 * @param caseId which case
 * @param sequence of the note about it
 * @param identities what may be the common thing
 * @param times event times, milliseconds, at least one
 * @param traits what else is telling
 * @param stages of the case
 * @param score of its case in a group that counts
 * @param alone of its case in any other
 * @param eligible whether being common may lower it
 * @param confirmed whether LSASS was the target
 * @param ownLife of an arming: whether more is known of its host than that; in the state of programs that did not ask, false
 * @param answer our answer to the alerts in the case; null when it has none
 * @param agedMillis the newest event time, but not after its arrival: who is furthest back leaves first
 * @param answeredCampaign the group that its host was answered last; empty for none
 * @param answeredCounts whether its host was answered last that it counts
 */
public record GroupMember(
        String host,
        String hostName,
        String caseId,
        long sequence,
        List<String> identities,
        List<Long> times,
        List<String> traits,
        List<String> stages,
        int score,
        int alone,
        boolean eligible,
        boolean confirmed,
        boolean ownLife,
        @Nullable VendorAnswer answer,
        long agedMillis,
        String answeredCampaign,
        boolean answeredCounts) {
    /** A case of which nothing was answered yet. */
    public static GroupMember of(FleetNote note, Fingerprint fingerprint, long arrivalMillis) {
        return new GroupMember(
                note.host(),
                note.hostName(),
                note.caseId(),
                note.sequence(),
                fingerprint.identities(),
                fingerprint.times(),
                fingerprint.traits(),
                note.stages(),
                note.score(),
                note.alone(),
                note.eligible(),
                note.confirmed(),
                note.ownLife(),
                note.answer(),
                Math.min(Collections.max(fingerprint.times()), arrivalMillis),
                "",
                false);
    }

    /** The same, and its host was answered what that of another one was. */
    public GroupMember answeredAs(GroupMember other) {
        return answered(other.answeredCampaign, other.answeredCounts);
    }

    /** The same, and its host was answered this. */
    public GroupMember answered(String campaign, boolean counts) {
        return new GroupMember(
                host,
                hostName,
                caseId,
                sequence,
                identities,
                times,
                traits,
                stages,
                score,
                alone,
                eligible,
                confirmed,
                ownLife,
                answer,
                agedMillis,
                campaign,
                counts);
    }

    /** By what it is found. */
    public String key() {
        return key(host, caseId);
    }

    public static String key(String host, String caseId) {
        return caseId + ' ' + host;
    }
}
