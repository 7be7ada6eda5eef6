package io.github.shtinkering.simulate;

import io.github.shtinkering.simulate.GroundTruth.PlantedStory;
import io.github.shtinkering.simulate.story.ReportedCase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a demonstration shows in the terminal: what was found, how bad, where; what was rightly left alone; and whether
 * that is what had been planted. Host names and reasons come from telemetry: nothing but printable ASCII is shown.
 */
public final class DemoReport {
    /** No line is longer. */
    public static final int WIDTH = 110;

    private static final String RULE = "-".repeat(WIDTH);

    private final GroundTruth truth;
    private final List<ReportedCase> findings;
    private final List<ReportedGroup> groups;
    private final List<String> lines = new ArrayList<>();

    private DemoReport(GroundTruth truth, List<ReportedCase> findings, List<ReportedGroup> groups) {
        this.truth = truth;
        this.groups =
                groups.stream().filter(group -> group.status().equals("open")).toList();
        this.findings = findings.stream().filter(finding -> !finding.merged()).toList();
    }

    /** One line that says how far it is; the caller prints it over the last one. */
    public static String progress(long records, long cases, double seconds) {
        String read = records == 0
                ? "reading"
                : String.format(
                        Locale.ROOT,
                        "%,d records, %,d a second",
                        records,
                        Math.round(records / Math.max(seconds, 0.001)));
        return line(String.format(
                Locale.ROOT, "%6.1f s  %-42s %4d %s", seconds, read, cases, cases == 1 ? "case" : "cases"));
    }

    /** The whole report; every line printable ASCII and at most {@link #WIDTH} wide. */
    public static List<String> of(GroundTruth truth, List<ReportedCase> findings, List<ReportedGroup> groups) {
        DemoReport report = new DemoReport(truth, findings, groups);
        report.found();
        report.acrossTheFleet();
        report.planted();
        report.sum();
        return report.lines.stream().map(DemoReport::line).toList();
    }

    private void found() {
        title("FOUND, worst first");
        add("%-9s %5s  %-16s %-18s %s", "severity", "score", "host", "verdict", "stages");
        generation().stream()
                .filter(finding -> !finding.severity().equals("info"))
                .sorted(Comparator.comparingInt(ReportedCase::score).reversed().thenComparing(ReportedCase::host))
                .forEach(this::finding);
        long info = generation().stream()
                .filter(finding -> finding.severity().equals("info"))
                .count();
        if (info > 0) {
            add("%-9s %5s  %d more that only the fleet makes worth a look", "INFO", "", info);
        }
    }

    private void acrossTheFleet() {
        title("ACROSS THE FLEET");
        add("%-11s %5s  %6s", "kind", "score", "hosts");
        groups.stream()
                .sorted(Comparator.comparingInt(ReportedGroup::score).reversed().thenComparing(ReportedGroup::why))
                .forEach(group -> {
                    add("%-11s %5d  %6d", group.kind(), group.score(), group.hosts());
                    add("                 %s", group.why());
                });
    }

    private void finding(ReportedCase finding) {
        add(
                "%-9s %5d  %-16s %-18s %s",
                finding.severity().toUpperCase(Locale.ROOT),
                finding.score(),
                cut(finding.host(), 16),
                finding.verdict(),
                String.join(" ", finding.stages()));
        add("                 %s", finding.reason());
    }

    private void planted() {
        title("PLANTED, and what became of it");
        add("%-5s %-7s %-45s %-12s %s", "", "story", "what was planted", "where", "expected");
        byStory().values().forEach(this::story);
    }

    private void story(List<PlantedStory> hosts) {
        PlantedStory first = hosts.get(0);
        List<String> differences = hosts.stream()
                .flatMap(story -> story.expected().difference(findings).stream())
                .toList();
        String where = hosts.size() == 1 ? first.expected().host() : hosts.size() + " hosts";
        add(
                "%-5s %-7s %-45s %-12s %s",
                differences.isEmpty() ? "ok" : "WRONG",
                first.id(),
                first.title(),
                cut(where, 12),
                first.expected().summary());
        differences.stream().limit(3).forEach(difference -> add("      %s", difference));
    }

    private void sum() {
        List<PlantedStory> loud = truth.stories().stream()
                .filter(story -> !story.expected().quiet())
                .toList();
        long right = loud.stream()
                .filter(story -> story.expected().difference(findings).isEmpty())
                .count();
        long quiet = truth.stories().stream()
                .filter(story -> story.expected().quiet()
                        && story.expected().difference(findings).isEmpty())
                .count();
        title("IN SHORT");
        add("%d of %d planted cases found and judged right", right, loud.size());
        add(
                "%d of %d hosts with look-alikes rightly left alone",
                quiet, truth.stories().size() - loud.size());
        add("%d false alarms on the %d hosts of the fleet", falseAlarms(), truth.hosts());
    }

    /** Cases that somebody would read, on hosts where nothing to be read was planted. */
    private long falseAlarms() {
        Set<String> loud = truth.stories().stream()
                .filter(story -> !story.expected().quiet())
                .map(story -> story.expected().host())
                .collect(Collectors.toSet());
        return generation().stream()
                .filter(finding -> !loud.contains(finding.host()))
                .count();
    }

    private List<ReportedCase> generation() {
        return findings.stream().filter(finding -> !finding.harmless()).toList();
    }

    private Map<String, List<PlantedStory>> byStory() {
        return truth.stories().stream()
                .collect(Collectors.groupingBy(PlantedStory::id, LinkedHashMap::new, Collectors.toList()));
    }

    private void title(String title) {
        lines.add("");
        lines.add(title);
        lines.add(RULE);
    }

    private void add(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    private static String line(String text) {
        return cut(printable(text), WIDTH).stripTrailing();
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + '~';
    }
}
