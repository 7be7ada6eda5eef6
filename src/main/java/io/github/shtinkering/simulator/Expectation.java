package io.github.shtinkering.simulator;

import java.util.List;

/**
 * The truth about one host of a story.
 *
 * @param host canonical name, lower case
 * @param verdicts those that are right; {@link #NONE} for a host that must stay quiet
 * @param stages the lists of stages that are right; not compared for {@link #NONE}
 * @param band severity band of the case: {@code info} to {@code critical}
 */
public record Expectation(String host, List<String> verdicts, List<List<String>> stages, String band) {
    /** No case, or only cases with verdict {@code benign} and severity {@code info}. */
    public static final String NONE = "none";

    public Expectation {
        verdicts = List.copyOf(verdicts);
        stages = List.copyOf(stages);
    }

    /** A case is expected. */
    public static Expectation of(String host, String verdict, String band, String... stages) {
        return new Expectation(host, List.of(verdict), List.of(List.of(stages)), band);
    }

    /** Nothing that a person should read is expected. */
    public static Expectation nothing(String host) {
        return new Expectation(host, List.of(NONE), List.of(), "info");
    }

    /** Whether the host must stay quiet. */
    public boolean isQuiet() {
        return verdicts.contains(NONE);
    }
}
