package io.github.shtinkering.detect.fleet.count;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How common something is over the fleet, by distinct hosts.
 *
 * @param hosts on how many it was seen
 * @param hostsError two standard errors of that number; null while it is exact
 * @param sinceMillis event time of the first sighting that is counted
 * @param fleetHosts how many hosts spoke in that time and in the week before; 0 where that was not counted
 * @param fleetHostsError two standard errors of that number; null while it is exact
 */
public record Prevalence(
        long hosts,
        @Nullable Long hostsError,
        long sinceMillis,
        long fleetHosts,
        @Nullable Long fleetHostsError) {
    /** A share of fewer hosts says nothing. */
    static final int SMALL_FLEET = 20;

    private static final long WHOLE = 100;

    /** In a fleet of so many hosts. */
    public Prevalence in(DistinctHosts.Estimate fleet) {
        return new Prevalence(hosts, hostsError, sinceMillis, fleet.count(), fleet.error());
    }

    /**
     * The share of the fleet in percent, 0 to 100, rounded down; null where the fleet is small or not counted. Both numbers
     * are counted at one moment, but on two ways and perhaps estimated, so that their quotient may be more than all.
     */
    public @Nullable Long sharePercent() {
        return fleetHosts < SMALL_FLEET ? null : Math.min(WHOLE, WHOLE * hosts / fleetHosts);
    }

    /** As in a sentence: "83 % of hosts (4,150 of 5,000)"; in a small fleet "12 hosts". */
    public String words() {
        Long share = sharePercent();
        if (share == null) {
            return hostWords();
        }
        String percent = share == 0 ? "less than 1 %" : share + " %";
        return percent + " of hosts (" + number(hosts, hostsError) + " of " + number(fleetHosts, fleetHostsError) + ")";
    }

    /** As in a sentence, without the share: "12 hosts". */
    public String hostWords() {
        return number(hosts, hostsError) + (hosts == 1 ? " host" : " hosts");
    }

    private static String number(long count, @Nullable Long error) {
        return (error == null ? "" : "about ") + String.format(Locale.ROOT, "%,d", count);
    }
}
