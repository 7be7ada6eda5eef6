package io.github.shtinkering.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.shtinkering.job.graph.OperatorIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents name what there is: operators, classes and tests, and places of other documents. */
class DocumentationTest {
    private static final String ARCHITECTURE = "docs/architecture.md";
    private static final Path MAIN = Path.of("src/main/java/io/github/shtinkering");
    private static final Pattern PACKAGE_ROW =
            Pattern.compile("(?m)^\\| `([a-z]+)` \\| [^|]+ \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?io\\.github\\.shtinkering\\.([a-z]+)\\.");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:#(\\w+))?`");

    @Test
    void theArchitectureNamesEveryOperator() throws IOException {
        String text = read(ARCHITECTURE);
        Set<String> uids = Stream.of(OperatorIds.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(DocumentationTest::text)
                .filter(uid -> !uid.equals(OperatorIds.CHAINS_PREFIX) && !uid.equals(OperatorIds.SINK))
                .collect(Collectors.toSet());
        assertThat(uids).hasSizeGreaterThan(20).allSatisfy(uid -> assertThat(text)
                .contains('`' + uid + '`'));
    }

    /** The table of packages: each with its inner ones, and what it imports. */
    @Test
    void theArchitectureHasEveryPackageAndEveryArrow() throws IOException {
        Map<String, Set<String>> packages = new TreeMap<>();
        Map<String, Set<String>> imports = new TreeMap<>();
        Map<String, Set<String>> documented = new TreeMap<>();
        Map<String, Set<String>> arrows = new TreeMap<>();
        String section = read(ARCHITECTURE).replaceAll("(?s).*\n## Packages\n(.*?)\n## .*", "$1");
        matches(PACKAGE_ROW, section).forEach(row -> {
            documented.put(row.group(1), names(row.group(2)));
            arrows.put(row.group(1), names(row.group(3)));
        });
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Path folder = MAIN.relativize(file).getParent();
                String top = folder.getName(0).toString();
                packages.computeIfAbsent(top, name -> new TreeSet<>());
                if (folder.getNameCount() > 1) {
                    packages.get(top)
                            .add(folder.subpath(1, folder.getNameCount()).toString());
                }
                matches(IMPORT, Files.readString(file))
                        .map(found -> found.group(1))
                        .filter(imported -> !imported.equals(top))
                        .forEach(imported -> imports.computeIfAbsent(top, name -> new TreeSet<>())
                                .add(imported));
            }
        }
        packages.forEach((name, inner) -> inner.removeIf(
                path -> !Files.exists(MAIN.resolve(name).resolve(path).resolve("package-info.java"))));
        assertThat(documented).isEqualTo(packages);
        assertThat(imports)
                .allSatisfy((name, imported) ->
                        assertThat(arrows.get(name)).as(name).containsExactlyInAnyOrderElementsOf(imported));
        List<String> order = List.copyOf(inOrder(arrows));
        arrows.forEach((name, imported) -> assertThat(order.subList(0, order.indexOf(name)))
                .as("no circle through %s", name)
                .containsAll(imported));
    }

    private static Set<String> names(String cell) {
        return matches(Pattern.compile("`([^`]+)`"), cell)
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each package after those that it imports, as far as there is no circle. */
    private static Set<String> inOrder(Map<String, Set<String>> arrows) {
        Set<String> order = new LinkedHashSet<>();
        for (int round = 0; round < arrows.size(); round++) {
            arrows.forEach((name, imported) -> {
                if (order.containsAll(imported)) {
                    order.add(name);
                }
            });
        }
        order.addAll(arrows.keySet());
        return order;
    }

    static List<String> documents() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(""))) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".md") && !file.startsWith("target"))
                    .sorted()
                    .toList();
        }
    }

    /** The tables of the scores are the rubric's numbers, neither more nor less. */
    @Test
    void theScoresAreTheRubrics() throws IOException {
        JsonNode rubric = new YAMLMapper()
                .readTree(Path.of("src/main/resources/rubric.yaml").toFile());
        Map<String, Integer> numbers = new TreeMap<>();
        for (String section : List.of("base", "modifiers", "limits")) {
            rubric.get(section)
                    .properties()
                    .forEach(e -> numbers.put(e.getKey(), e.getValue().intValue()));
        }
        Map<String, Integer> documented = new TreeMap<>();
        String tables = read("docs/scoring.md").replaceAll("(?s)## Two cases, worked.*", "");
        matches(Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| (-?\\d+) \\|"), tables)
                .forEach(row -> documented.put(row.group(1), Integer.valueOf(row.group(2))));
        assertThat(documented).isEqualTo(numbers);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(String document) throws IOException {
        List<String> broken = new ArrayList<>();
        for (String link : matches(LINK, read(document)).map(m -> m.group(1)).toList()) {
            if (!link.contains("://") && !leadsSomewhere(document, link)) {
                broken.add(link);
            }
        }
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyTestThatIsNamedIsThere(String document) throws IOException {
        Map<String, String> tests = sources(Path.of("src/test/java"));
        assertThat(matches(TEST, read(document))).allSatisfy(named -> {
            assertThat(tests).containsKey(named.group(1));
            if (named.group(2) != null) {
                assertThat(tests.get(named.group(1))).contains("void " + named.group(2) + '(');
            }
        });
    }

    private static boolean leadsSomewhere(String document, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? Path.of(document)
                : Path.of(document).resolveSibling(parts[0]).normalize();
        return Files.exists(target)
                && (parts.length == 1 || anchors(Files.readString(target)).contains(parts[1]));
    }

    /** As GitHub makes them of headings. */
    static Set<String> anchors(String text) {
        return matches(HEADING, CODE.matcher(text).replaceAll(""))
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static Map<String, String> sources(Path folder) throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                sources.merge(name, Files.readString(file), String::concat);
            }
        }
        return sources;
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static String text(java.lang.reflect.Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static String read(String document) throws IOException {
        return Files.readString(Path.of(document));
    }
}
