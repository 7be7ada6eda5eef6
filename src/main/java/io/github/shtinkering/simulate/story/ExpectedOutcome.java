package io.github.shtinkering.simulate.story;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The truth about one host of a story.
 *
 * @param host canonical name, lower case
 * @param verdicts those that are right; {@link #NONE} for a host that must stay quiet
 * @param stages the lists of stages that are right; not compared for {@link #NONE}
 * @param band severity band of the case: {@code info} to {@code critical}
 */
public record ExpectedOutcome(String host, List<String> verdicts, List<List<String>> stages, String band) {
    /** No case, or only cases with verdict {@code benign} and severity {@code info}. */
    public static final String NONE = "none";

    public ExpectedOutcome {
        verdicts = List.copyOf(verdicts);
        stages = List.copyOf(stages);
    }

    /** A case is expected. */
    public static ExpectedOutcome of(String host, String verdict, String band, String... stages) {
        return new ExpectedOutcome(host, List.of(verdict), List.of(List.of(stages)), band);
    }

    /** Nothing that a person should read is expected. */
    public static ExpectedOutcome nothing(String host) {
        return new ExpectedOutcome(host, List.of(NONE), List.of(), "info");
    }

    /** Whether the host must stay quiet. */
    public boolean quiet() {
        return verdicts.contains(NONE);
    }

    /** In short, e.g. {@code attempt/critical arming+launch+dump}. */
    public String summary() {
        if (quiet()) {
            return "quiet";
        }
        String alternatives =
                stages.stream().map(list -> String.join("+", list)).collect(Collectors.joining("|"));
        return String.join("|", verdicts) + '/' + band + ' ' + alternatives;
    }

    /**
     * Compares the truth with what was found.
     *
     * @param findings the newest documents of all cases of any host
     * @return what is wrong; empty when it is met
     */
    public Optional<String> difference(List<ReportedCase> findings) {
        List<ReportedCase> generation = findings.stream()
                .filter(finding -> finding.host().equals(host) && !finding.merged() && !finding.harmless())
                .toList();
        boolean met = quiet() ? generation.isEmpty() : generation.size() == 1 && describes(generation.get(0));
        return met
                ? Optional.empty()
                : Optional.of(host + ": expected " + summary() + ", found "
                        + generation.stream().map(ReportedCase::summary).toList());
    }

    private boolean describes(ReportedCase finding) {
        return verdicts.contains(finding.verdict())
                && stages.contains(finding.stages())
                && band.equals(finding.severity());
    }
}
