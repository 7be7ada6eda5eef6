package io.github.shtinkering.publish.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.detect.fleet.count.Prevalence;
import io.github.shtinkering.publish.text.DocumentTimes;

/** How common something is over the fleet, as documents say it. */
public final class PrevalenceJson {
    private PrevalenceJson() {}

    public static void put(ObjectNode node, Prevalence prevalence) {
        node.put("host_count", prevalence.hosts());
        node.put("host_count_error", prevalence.hostsError());
        node.put("fleet_hosts", prevalence.fleetHosts() == 0 ? null : prevalence.fleetHosts());
        node.put("fleet_hosts_error", prevalence.fleetHostsError());
        node.put("share_percent", prevalence.sharePercent());
        node.put("since", DocumentTimes.text(prevalence.sinceMillis()));
    }
}
