package io.github.shtinkering.job.graph;

import io.github.shtinkering.detect.casebook.exceptions.ExceptionList;
import io.github.shtinkering.detect.casebook.scoring.rubric.RubricWeights;
import io.github.shtinkering.detect.host.HostLimits;
import io.github.shtinkering.publish.document.LinkTemplates;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;

/**
 * What the graph needs to know besides its source and its sinks.
 *
 * @param weights the rubric's numbers
 * @param tier0Hosts canonical names of hosts whose compromise is the domain's
 * @param domains domains of which each has machines of its own, also under one short name
 * @param exceptions approved exceptions and maintenance windows
 * @param hostLimits most hosts that a subtask keeps
 * @param links addresses in the user's own console
 * @param findings whether a sink takes alerts as findings of OCSF
 * @param clock the clock of emission, for {@code event.created} and versions; serialisable
 * @param failOnLateStages whether a stage that reaches the pattern late fails the job: in replays and tests; elsewhere it
 *     is a metric that must stay 0
 */
public record DetectionSettings(
        RubricWeights weights,
        List<String> tier0Hosts,
        List<String> domains,
        ExceptionList exceptions,
        HostLimits hostLimits,
        LinkTemplates links,
        boolean findings,
        Clock clock,
        boolean failOnLateStages)
        implements Serializable {
    /** The shipped rubric, the system's clock. */
    public static DetectionSettings defaults() {
        return new DetectionSettings(
                RubricWeights.shipped(),
                List.of(),
                List.of(),
                ExceptionList.none(),
                HostLimits.DEFAULT,
                LinkTemplates.NONE,
                false,
                Clock.systemUTC(),
                false);
    }

    /** The same, and a stage that reaches the pattern late fails the job. */
    public DetectionSettings failingOnLateStages() {
        return new DetectionSettings(
                weights, tier0Hosts, domains, exceptions, hostLimits, links, findings, clock, true);
    }
}
