package io.github.shtinkering.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerformanceBudgetTest {
    @ParameterizedTest
    @CsvSource({
        "KAFKA_TO_READING, 0.59, MISSED",
        "KAFKA_TO_READING, 0.60, 'met, goal missed'",
        "KAFKA_TO_READING, 0.75, goal met",
        "LATENCY_P99, 2001, MISSED",
        "LATENCY_P99, 2000, 'met, goal missed'",
        "LATENCY_P99, 499, goal met",
        "LATENCY_P99, NaN, MISSED",
        "RESTORED, 33.7, 'met, goal missed'",
        "RESTORED, 9.9, goal met"
    })
    void saysHowAMeasurementStands(PerformanceBudget budget, double measured, String verdict) {
        StringWriter said = new StringWriter();
        budget.judge(measured, new PrintWriter(said, true));
        assertThat(said.toString().strip()).endsWith("): " + verdict);
    }
}
