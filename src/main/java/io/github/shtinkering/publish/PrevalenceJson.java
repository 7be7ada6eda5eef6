package io.github.shtinkering.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.fleet.Prevalence;

/** How common something is over the fleet, as documents say it. */
final class PrevalenceJson {
    private PrevalenceJson() {}

    static void put(ObjectNode node, Prevalence prevalence) {
        node.put("host_count", prevalence.hosts());
        node.put("host_count_error", prevalence.hostsError());
        node.put("fleet_hosts", prevalence.fleetHosts() == 0 ? null : prevalence.fleetHosts());
        node.put("fleet_hosts_error", prevalence.fleetHostsError());
        node.put("share_percent", prevalence.sharePercent());
        node.put("since", Instants.text(prevalence.sinceMillis()));
    }
}
