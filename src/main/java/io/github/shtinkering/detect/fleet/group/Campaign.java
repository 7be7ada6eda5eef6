package io.github.shtinkering.detect.fleet.group;

import io.github.shtinkering.detect.casebook.scoring.ScorePart;
import io.github.shtinkering.detect.fleet.count.Prevalence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of hosts that bear the same fingerprint, as it stands: one revision of the campaign document.
 *
 * @param id stable for the life of the group
 * @param revision 1, 2, 3, … for people
 * @param version grows with the clock of emission, also over restarts
 * @param createdMillis when it was emitted, milliseconds since the epoch
 * @param kind what the group is
 * @param status whether the group is still there
 * @param mergedInto the older group that took its hosts over; null for any other
 * @param score the total of the parts, 0 to 100
 * @param parts why it scores so
 * @param fingerprint what the hosts have in common
 * @param why why they belong together, in words
 * @param firstSeenMillis event time of the first
 * @param lastSeenMillis event time of the last
 * @param hostCount how many hosts
 * @param hostCountError two standard errors of that number, in hosts; null while it is exact
 * @param hostsPerHour the rate of spread, from the first to the last
 * @param hosts names of some of them, in order, bounded
 * @param traits what most of them have in common: user, parent, command line with its numbers masked, dump folder
 * @param stages of their cases
 * @param answers how many hosts' alerts were answered how
 * @param prevalence how common it is: of a crash how many hosts showed the launch, with or without an alert
 */
public record Campaign(
        String id,
        int revision,
        long version,
        long createdMillis,
        CampaignKind kind,
        Status status,
        @Nullable String mergedInto,
        int score,
        List<ScorePart> parts,
        String fingerprint,
        String why,
        long firstSeenMillis,
        long lastSeenMillis,
        long hostCount,
        @Nullable Long hostCountError,
        double hostsPerHour,
        List<String> hosts,
        List<String> traits,
        List<String> stages,
        Answers answers,
        Prevalence prevalence) {
    /** The same, counted. */
    public Campaign with(Prevalence counted) {
        return new Campaign(
                id,
                revision,
                version,
                createdMillis,
                kind,
                status,
                mergedInto,
                score,
                parts,
                fingerprint,
                why,
                firstSeenMillis,
                lastSeenMillis,
                hostCount,
                hostCountError,
                hostsPerHour,
                hosts,
                traits,
                stages,
                answers,
                counted);
    }

    /** Whether the group is still there. Names are part of the state format. */
    public enum Status {
        OPEN("open"),
        /** Records that came in later leave too few hosts. */
        DISSOLVED("dissolved"),
        /** An actor that both have in common made it part of an older one. */
        MERGED("merged");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }

        /** As in the document. */
        public String wireName() {
            return wireName;
        }
    }

    /**
     * Our answers to alerts, by hosts.
     *
     * @param confirms our evidence bears the alert out
     * @param refutes it was not LSASS
     * @param cannotTell nothing shows whose PID it was
     */
    public record Answers(long confirms, long refutes, long cannotTell) {
        long all() {
            return confirms + refutes + cannotTell;
        }
    }
}
