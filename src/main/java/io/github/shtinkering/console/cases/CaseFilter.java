package io.github.shtinkering.console.cases;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which cases are wanted. An empty set lets everything pass, except that cases merged into others are shown only where
 * their status is asked for.
 *
 * @param values per dimension the values that let a case pass; several are alternatives, but of the stages all must be
 *     there
 * @param host part of the host's name, lower case; empty for any
 * @param words each must occur somewhere in the case, lower case
 * @param since when the job has emitted the case's newest revision at the earliest; null for any time. A case that does
 *     not say when passes
 */
public record CaseFilter(
        Map<Dimension, Set<String>> values,
        String host,
        List<String> words,
        @Nullable Instant since) {
    private static final String WITHIN = "within";
    private static final Duration LONGEST_RANGE = Duration.ofDays(36_500);
    private static final int MOST_WORDS = 8;
    private static final int LONGEST_TEXT = 200;
    private static final String MERGED = "merged";
    /** Statuses of what a person has still to look at: that nothing was added for a day is no reason not to. */
    public static final Set<String> TO_READ = Set.of("open", "settled");

    /** What cases are told apart by. */
    public enum Dimension {
        SEVERITY("severity", "critical", "high", "medium", "low", "info"),
        VERDICT("verdict", "attempt", "precursor", "lsass-crash", "related-technique", "benign"),
        STATUS("status", "open", "settled", "suppressed", MERGED, "withdrawn"),
        STAGE("stage", "arming", "launch", "dump");

        private final String parameter;

        @SuppressWarnings("ImmutableEnumChecker") // List.of makes it so
        private final List<String> known;

        Dimension(String parameter, String... known) {
            this.parameter = parameter;
            this.known = List.of(known);
        }

        /** Its name in a query and in an answer. */
        public String parameter() {
            return parameter;
        }

        /** The values it can have, in the order in which they are shown. */
        List<String> known() {
            return known;
        }

        public List<String> of(CaseRow row) {
            return switch (this) {
                case SEVERITY -> List.of(row.severity());
                case VERDICT -> List.of(row.verdict());
                case STATUS -> List.of(row.status());
                case STAGE -> row.stages();
            };
        }
    }

    public static final CaseFilter ALL = new CaseFilter(Map.of(), "", List.of(), null);

    /**
     * Reads a query. The status {@code to-read} stands for {@link #TO_READ}.
     *
     * @param parameters as {@link #parameters} returns them
     * @param now the time up to which a range of time reaches
     * @throws IllegalArgumentException for a value that no case can have
     */
    public static CaseFilter of(Map<String, List<String>> parameters, Instant now) {
        Map<Dimension, Set<String>> values = new LinkedHashMap<>();
        for (Dimension dimension : Dimension.values()) {
            Set<String> wanted = parameters.getOrDefault(dimension.parameter(), List.of()).stream()
                    .filter(value -> !value.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (dimension == Dimension.STATUS && wanted.remove("to-read")) {
                wanted.addAll(TO_READ);
            }
            if (!dimension.known().containsAll(wanted)) {
                throw new IllegalArgumentException(
                        dimension.parameter() + " is one of " + String.join(", ", dimension.known()));
            }
            if (!wanted.isEmpty()) {
                values.put(dimension, Set.copyOf(wanted));
            }
        }
        return new CaseFilter(values, text(parameters, "host"), words(text(parameters, "q")), since(parameters, now));
    }

    /**
     * Reads the range of time of a query, {@code within}: {@code all} or a duration such as {@code PT24H} or {@code P7D}.
     *
     * @return its beginning; null for none, also where the query does not give one
     * @throws IllegalArgumentException for anything else
     */
    public static @Nullable Instant since(Map<String, List<String>> parameters, Instant now) {
        String within = parameters.getOrDefault(WITHIN, List.of("")).get(0);
        if (within.isEmpty() || within.equals("all")) {
            return null;
        }
        try {
            Duration range = Duration.parse(within);
            if (!range.isZero() && !range.isNegative() && range.compareTo(LONGEST_RANGE) <= 0) {
                return now.minus(range);
            }
        } catch (DateTimeException e) {
            // Said below, together with durations that are none of a range.
        }
        throw new IllegalArgumentException(
                WITHIN + " is all, or a duration of at most 36,500 days such as PT24H, P7D or P30D");
    }

    /** The same, of any time. */
    public CaseFilter ofAnyTime() {
        return new CaseFilter(values, host, words, null);
    }

    /** The names and values of a URL's query; bytes that are no UTF-8 become U+FFFD. */
    public static Map<String, List<String>> parameters(@Nullable String rawQuery) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&")) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                parameters.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String text(Map<String, List<String>> parameters, String name) {
        List<String> given = parameters.getOrDefault(name, List.of(""));
        String text = given.get(0).strip().toLowerCase(Locale.ROOT);
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList();
    }

    public boolean matches(CaseRow row) {
        return matchesText(row)
                && isRecent(row)
                && Arrays.stream(Dimension.values()).allMatch(dimension -> matches(row, dimension));
    }

    /** Whether the range of time lets a case pass. */
    public boolean isRecent(CaseRow row) {
        return since == null || row.createdMillis() >= since.toEpochMilli();
    }

    public boolean matchesText(CaseRow row) {
        return (host.isEmpty() || row.host().toLowerCase(Locale.ROOT).contains(host))
                && words.stream().allMatch(row.search()::contains);
    }

    public boolean matches(CaseRow row, Dimension dimension) {
        Set<String> wanted = values.get(dimension);
        List<String> has = dimension.of(row);
        if (wanted == null) {
            return dimension != Dimension.STATUS || !has.contains(MERGED);
        }
        return dimension == Dimension.STAGE
                ? has.containsAll(wanted)
                : has.stream().anyMatch(wanted::contains);
    }
}
