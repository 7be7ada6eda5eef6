package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.detect.host.lsass.SightingPoint;
import io.github.shtinkering.detect.host.wer.EvictedLaunches;
import io.github.shtinkering.fact.Fact;
import java.util.List;

/**
 * What is known of one machine: all that its timeline is made of.
 *
 * @param host the short host name
 * @param machine which of the machines that bear it
 * @param facts in the timeline's order
 * @param sightings of LSASS's PID
 * @param reimagings when it was installed anew, in milliseconds of event time
 * @param evictedLaunches launches that had to leave for want of room
 */
public record MachineEvidence(
        String host,
        String machine,
        List<Fact> facts,
        List<SightingPoint> sightings,
        List<Long> reimagings,
        List<EvictedLaunches> evictedLaunches) {}
