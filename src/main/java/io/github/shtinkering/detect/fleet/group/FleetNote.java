package io.github.shtinkering.detect.fleet.group;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.casebook.scoring.VendorAnswer;
import io.github.shtinkering.detect.fleet.FleetAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one host reports to the fleet: that a case bears a fingerprint, or no longer does, or that a form of launch was seen
 * there which opened no case. Every note about a case is answered by a {@link FleetAnswer}.
 *
 * @param key what the fleet is keyed by: the fingerprint; one key for all actors, because an actor's hash and path join
 *     cases that have neither in common
 * @param kind what the fingerprint is of
 * @param type what is reported
 * @param host key of the host
 * @param hostName its name as documents show it
 * @param caseId empty for a mere sighting
 * @param sequence of the case, for the answer
 * @param fingerprint the fingerprint; null when withdrawn
 * @param stages of the case
 * @param score of the case without the fleet; with the part of a campaign for an actor
 * @param alone of the case without the fleet
 * @param eligible whether the rubric has a part for the fleet's answer
 * @param confirmed whether LSASS was the target of the case
 * @param ownLife of an arming: whether more is known of its host than that; else false
 * @param answer our answer to the alerts in the case; null when it has none
 */
public record FleetNote(
        String key,
        Fingerprint.Kind kind,
        Type type,
        String host,
        String hostName,
        String caseId,
        long sequence,
        @Nullable Fingerprint fingerprint,
        List<String> stages,
        int score,
        int alone,
        boolean eligible,
        boolean confirmed,
        boolean ownLife,
        @Nullable VendorAnswer answer) {
    /** What a note reports. Names are part of the state format. */
    public enum Type {
        /** The case bears the fingerprint. */
        BEARS,
        /** The case no longer bears it, or any of its kind. */
        WITHDRAWN,
        /** It was seen on the host, and opened no case by itself. */
        SEEN
    }
}
