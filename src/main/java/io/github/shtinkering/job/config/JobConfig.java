package io.github.shtinkering.job.config;

import org.jspecify.annotations.Nullable;

/**
 * The configuration of one job, as its YAML file says it. Read it with {@link ConfigFile}.
 *
 * @param source where records come from; null in a file that serves replays only
 * @param sink where cases go; null in a file that serves replays only
 * @param detection what the detection has to know about this fleet
 * @param exceptions approved exceptions and maintenance windows; null when there are none
 * @param limits bounds on what a single record may cost
 * @param links addresses in the user's own console
 * @param flink settings of Flink for this job
 */
public record JobConfig(
        @Nullable SourceConfig source,
        @Nullable SinkConfig sink,
        DetectionConfig detection,
        @Nullable ExceptionsConfig exceptions,
        LimitsConfig limits,
        LinksConfig links,
        FlinkConfig flink) {

    /** Sections that the file leaves out come as null and take their defaults. */
    public JobConfig {
        detection = detection == null ? DetectionConfig.DEFAULT : detection;
        limits = limits == null ? LimitsConfig.DEFAULT : limits;
        links = links == null ? LinksConfig.DEFAULT : links;
        flink = flink == null ? FlinkConfig.DEFAULT : flink;
    }

    /** The same with other exceptions. */
    public JobConfig withExceptions(ExceptionsConfig others) {
        return new JobConfig(source, sink, detection, others, limits, links, flink);
    }

    /** What holds without a file. */
    public static JobConfig defaults() {
        return new JobConfig(
                null,
                null,
                DetectionConfig.DEFAULT,
                null,
                LimitsConfig.DEFAULT,
                LinksConfig.DEFAULT,
                FlinkConfig.DEFAULT);
    }
}
