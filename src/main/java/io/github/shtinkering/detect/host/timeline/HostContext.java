package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.detect.host.lsass.TargetResolution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a case needs to know about its host besides the timeline.
 *
 * @param hostName the name to show: short, or with its domain where two domains share the short name
 * @param hostId the host's id where a source gave one
 * @param newestMillis the host's time: its newest event time, which a live record never carries beyond its own arrival
 * @param lsass LSASS's PID at the time of the timeline's last element
 * @param complete whether every fact of the host is still kept: if not, what a generation lacks may only have been evicted
 * @param loggedOn who was logged on in the day before the last launch or dump
 * @param sharedName whether several machines that live bear the name: what names none of them is told of each
 * @param ownLife whether the host was armed, and something else is known of it an hour or more of its time apart from
 *     that: whoever invents a host's arming seldom invents its days. In the state of programs that did not tell, false
 */
public record HostContext(
        String hostName,
        @Nullable String hostId,
        long newestMillis,
        TargetResolution lsass,
        boolean complete,
        List<LoggedOn> loggedOn,
        boolean sharedName,
        boolean ownLife) {}
