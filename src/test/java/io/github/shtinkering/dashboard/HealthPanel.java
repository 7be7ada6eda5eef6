package io.github.shtinkering.dashboard;

import java.util.List;

/**
 * A panel over the job's metrics in Prometheus.
 *
 * @param unit Grafana's name of it
 * @param expression PromQL
 * @param legend a line's name
 * @param least the least value that a job which has done its work can show
 * @param most the greatest
 */
record HealthPanel(
        String title, String description, String unit, String expression, String legend, double least, double most) {
    private static final String JOB = "flink_jobmanager_job_";
    private static final String TASK = "flink_taskmanager_job_task_";
    private static final String OPERATOR = TASK + "operator_";
    private static final double MANY = 1e12;

    /** The one source of the dashboard of the job's health. */
    static List<HealthPanel> all() {
        return List.of(
                new HealthPanel(
                        "Records read",
                        "A second, also those that the byte filter rejects. Zero with lag above zero: the job stands.",
                        "rps",
                        "sum(rate(" + OPERATOR + "ingest_source_format_records_total[5m]))",
                        "records",
                        0,
                        MANY),
                new HealthPanel(
                        "Records that could not be read",
                        "A second. They are in the topic of dead letters with the cause.",
                        "rps",
                        "sum(rate(" + OPERATOR + "ingest_source_format_dead_total[5m]))",
                        "dead",
                        0,
                        MANY),
                new HealthPanel(
                        "Delay of the telemetry",
                        "From the event to its arrival here, 99 of 100 records, by format.",
                        "s",
                        "max by (format) (" + OPERATOR + "ingest_source_format_delay_p99_seconds >= 0)",
                        "{{format}}",
                        0,
                        MANY),
                new HealthPanel(
                        "Lag",
                        "Records in the topics that are not read yet.",
                        "short",
                        "sum(" + OPERATOR + "pendingRecords >= 0)",
                        "records",
                        0,
                        MANY),
                new HealthPanel(
                        "Watermark delay",
                        "How far the clock of arrival is behind the wall clock. More than a minute: something holds it back,"
                                + " and waits are settled late.",
                        "s",
                        "max by (operator_name) (time() - " + OPERATOR
                                + "currentInputWatermark{operator_name=~\"host_timeline|casebook|publisher\"} / 1000)",
                        "{{operator_name}}",
                        -5,
                        60),
                new HealthPanel(
                        "Restarts",
                        "Since the job was submitted.",
                        "short",
                        "max(" + JOB + "numRestarts)",
                        "restarts",
                        1,
                        100),
                new HealthPanel(
                        "Age of the last checkpoint",
                        "What a failure now would do again.",
                        "s",
                        "time() - max(" + JOB + "lastCheckpointCompletedTimestamp) / 1000",
                        "age",
                        -5,
                        60),
                new HealthPanel(
                        "Duration of the last checkpoint",
                        "Grows with the state and with back-pressure.",
                        "s",
                        "max(" + JOB + "lastCheckpointDuration) / 1000",
                        "duration",
                        0,
                        60),
                new HealthPanel(
                        "Size of the last checkpoint",
                        "The state of all hosts.",
                        "bytes",
                        "max(" + JOB + "lastCheckpointFullSize)",
                        "size",
                        1_000,
                        MANY),
                new HealthPanel(
                        "Failed checkpoints",
                        "In the last hour.",
                        "short",
                        "sum(increase(" + JOB + "numberOfFailedCheckpoints[1h]))",
                        "failed",
                        0,
                        100),
                new HealthPanel(
                        "Back-pressure",
                        "The share of time that a task waits for the one behind it, at worst.",
                        "percentunit",
                        "max by (task_name) (" + TASK + "backPressuredTimeMsPerSecond) / 1000",
                        "{{task_name}}",
                        0,
                        1.5),
                new HealthPanel(
                        "Late stages",
                        "Stages that the pattern met behind its watermark. Always 0; anything else is a fault of this job.",
                        "short",
                        "sum(" + OPERATOR + "late_stages)",
                        "late",
                        0,
                        0),
                new HealthPanel(
                        "Stories told again",
                        "A second: facts that came behind others. Grows with shippers that are behind.",
                        "ops",
                        "sum(rate(" + OPERATOR + "host_timeline_rebuilds[5m]))",
                        "rebuilds",
                        0,
                        MANY),
                new HealthPanel(
                        "Facts evicted",
                        "In the last hour: a host went beyond its bounds, so its counts are \"at least\".",
                        "short",
                        "sum(increase(" + OPERATOR + "host_timeline_facts_evicted[1h]))",
                        "facts",
                        0,
                        MANY),
                new HealthPanel(
                        "Documents written",
                        "A second, by sink.",
                        "ops",
                        "sum by (operator_name) (rate(" + OPERATOR + "numRecordsSend[5m]))",
                        "{{operator_name}}",
                        0,
                        MANY),
                new HealthPanel(
                        "Documents refused by the index",
                        "They are in shtinkering-dead-letters with the index's reason.",
                        "short",
                        "sum(" + OPERATOR + "opensearch_documents_refused)",
                        "refused",
                        0,
                        0),
                new HealthPanel(
                        "Requests that the index did not take",
                        "In the last hour: it was away, busy or blocked. They were sent again.",
                        "short",
                        "sum(increase(" + OPERATOR + "opensearch_requests_repeated[1h]))",
                        "requests",
                        0,
                        MANY),
                new HealthPanel(
                        "Cases told to the webhook",
                        "In the last hour, also those told again. What it did not take at once is told again until it does.",
                        "short",
                        "sum(increase(" + OPERATOR + "webhook_notifications_delivered[1h]))",
                        "cases",
                        0,
                        MANY),
                new HealthPanel(
                        "Cases that wait for the webhook",
                        "The newest revision of each. They are in the job's state, at most most_waiting.",
                        "short",
                        "sum(" + OPERATOR + "webhook_notifications_waiting)",
                        "cases",
                        0,
                        100_000),
                new HealthPanel(
                        "Silence of the webhook",
                        "How long it has taken nothing while cases wait. Above zero for minutes: nobody is told of them.",
                        "s",
                        "max(" + OPERATOR + "webhook_waiting_seconds)",
                        "silence",
                        0,
                        60),
                new HealthPanel(
                        "Cases that the webhook was not told",
                        "Refused by it, or dropped because too many waited. They are in the dead letters with the reason.",
                        "short",
                        "sum(" + OPERATOR + "webhook_notifications_refused + " + OPERATOR
                                + "webhook_notifications_dropped)",
                        "cases",
                        0,
                        0));
    }
}
