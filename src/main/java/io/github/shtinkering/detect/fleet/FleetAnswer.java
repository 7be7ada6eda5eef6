package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.fleet.count.Prevalence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fleet's answer to a case: where it stands under one of its fingerprints.
 *
 * @param host key of the host
 * @param caseId which case
 * @param sequence which note is answered; a later answer to the same note carries the same number again
 * @param kind of which fingerprint
 * @param campaignId the group of hosts that it belongs to; null while there is none
 * @param counts whether the rubric's part for it counts: the group is there, and nothing lifts it
 * @param atNextRecord whether the case changes by it only with its host's next record: one host's attempt must not make
 *     a thousand others' armings news
 * @param hosts how many hosts bear the fingerprint so far; for a form of launch on how many it was seen
 * @param hostsError two standard errors of that number; null while it is exact
 * @param sinceMillis event time of the first of them
 * @param sameAnswer for alerts: how many hosts' alerts of the same fingerprint got the same answer so far
 * @param answered for alerts: how many hosts had such an alert so far
 * @param fleetHosts how many hosts there are; 0 before the census, and in the state of programs that had none
 * @param fleetHostsError two standard errors of that number; null while it is exact
 * @param peers of a campaign, the names of some of the other hosts, in order
 */
public record FleetAnswer(
        String host,
        String caseId,
        long sequence,
        Fingerprint.Kind kind,
        @Nullable String campaignId,
        boolean counts,
        boolean atNextRecord,
        long hosts,
        @Nullable Long hostsError,
        long sinceMillis,
        long sameAnswer,
        long answered,
        long fleetHosts,
        @Nullable Long fleetHostsError,
        List<String> peers) {
    /** Copies the list; in the state of programs that named no peers it is missing. */
    public FleetAnswer {
        peers = peers == null ? List.of() : List.copyOf(peers);
    }

    /** How common the fingerprint is. */
    public Prevalence prevalence() {
        return new Prevalence(hosts, hostsError, sinceMillis, fleetHosts, fleetHostsError);
    }

    /** The same, counted. */
    FleetAnswer with(Prevalence prevalence) {
        return new FleetAnswer(
                host,
                caseId,
                sequence,
                kind,
                campaignId,
                counts,
                atNextRecord,
                prevalence.hosts(),
                prevalence.hostsError(),
                prevalence.sinceMillis(),
                sameAnswer,
                answered,
                prevalence.fleetHosts(),
                prevalence.fleetHostsError(),
                peers);
    }
}
