package io.github.shtinkering.benchmark;

import java.io.PrintWriter;
import java.util.Locale;

/** What must be reached on two cores, and what is aimed at; the ratios are of one run. */
enum PerformanceBudget {
    FILTER_TO_GREP("byte filter / grep", 0.8, 1.5),
    LOGS_TO_LINES("event log files / lines of JSON", 0.5, 1),
    KAFKA_TO_READING("Kafka to cases / reading only", 0.6, 0.75),
    KAFKA_TO_NAIVE("Kafka to cases / naive job", 2.5, 5),
    FLEET_TO_NONE("attempts with the fleet / without, times", 1.5, 1.1),
    LATENCY_P99("record to alert, p99, ms", 2_000, 500),
    IDLE_HOST("idle host in the checkpoint, bytes", 300, 120),
    RESTORED("a million hosts restored and checkpointed, s", Double.POSITIVE_INFINITY, 10);

    private final String what;
    private final double must;
    private final double goal;

    PerformanceBudget(String what, double must, double goal) {
        this.what = what;
        this.must = must;
        this.goal = goal;
    }

    /** Prints how a measurement stands to it. */
    void judge(double measured, PrintWriter out) {
        String word = meets(measured, goal) ? "goal met" : meets(measured, must) ? "met, goal missed" : "MISSED";
        out.println(String.format(
                Locale.ROOT,
                "budget   %-45s %8.2f (must %s, goal %s): %s",
                what,
                measured,
                said(must),
                said(goal),
                word));
    }

    /** A ratio is the better the higher, all else the lower: so are the goals beside what must be. */
    private boolean meets(double measured, double limit) {
        return goal > must ? measured >= limit : measured <= limit;
    }

    private static String said(double limit) {
        return Double.isInfinite(limit) ? "be done" : String.format(Locale.ROOT, limit < 10 ? "%.2f" : "%.0f", limit);
    }
}
