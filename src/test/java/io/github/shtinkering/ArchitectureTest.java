package io.github.shtinkering;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.shtinkering.fact.Fact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of the house: who may know whom, where Flink is, and how large a room or a class may become. */
@Execution(ExecutionMode.CONCURRENT)
class ArchitectureTest {
    private static final String ROOT = "io.github.shtinkering";
    private static final Path SOURCES = Path.of("src/main/java");
    private static final int MOST_FILES = 20;
    private static final int MOST_LINES = 400;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Fact.class.getProtectionDomain().getCodeSource().getLocation());

    /** Each room, and what it may know besides itself. A room is a package and those below it. */
    private static final Map<String, List<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("fact", List.of()),
            Map.entry("bounded", List.of()),
            Map.entry("embedded", List.of()),
            Map.entry("evtx", List.of()),
            Map.entry("normal", List.of("fact")),
            Map.entry("codec", List.of("fact")),
            Map.entry("ingest", List.of("fact", "codec", "normal", "bounded", "evtx", "embedded")),
            Map.entry("detect.host", List.of("fact", "codec", "normal")),
            Map.entry("detect.pattern", List.of("fact", "detect.host")),
            Map.entry("detect.casebook", List.of("fact", "normal", "detect.host", "detect.pattern")),
            Map.entry("detect.fleet", List.of("fact", "normal", "bounded", "detect.host", "detect.casebook")),
            Map.entry("publish", List.of("fact", "normal", "detect")),
            Map.entry("sink", List.of("fact", "ingest", "embedded", "detect.host", "publish")),
            Map.entry("console", List.of("publish", "sink")),
            Map.entry(
                    "job",
                    List.of("fact", "codec", "normal", "ingest", "detect", "publish", "sink", "console", "embedded")),
            Map.entry("simulate", List.of("ingest", "sink", "console", "job", "embedded")),
            Map.entry("benchmark", List.of("normal", "evtx", "ingest", "sink", "job", "embedded", "simulate")));

    static Stream<String> rooms() {
        return MAY_KNOW.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomKnowsOnlyThoseBelowIt(String room) {
        String[] known = Stream.concat(Stream.of(room), MAY_KNOW.get(room).stream())
                .map(ArchitectureTest::packages)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(packages(room))
                .should()
                .onlyDependOnClassesThat(ours().negate()
                        .or(DescribedPredicate.or(Stream.of(known)
                                .map(name -> resideInAPackage(name))
                                .collect(Collectors.toList()))))
                .check(CLASSES);
    }

    @Test
    void everyClassIsInARoom() {
        classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .resideInAnyPackage(rooms().map(ArchitectureTest::packages).toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /**
     * In the rooms that think only the shells know Flink: its functions, serializers, and what sets timestamps. A record may
     * name, by an annotation, the serializer of what it holds.
     */
    @Test
    void whatThinksKnowsNothingOfFlink() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        packages("fact"),
                        packages("codec"),
                        packages("normal"),
                        packages("bounded"),
                        packages("evtx"),
                        ROOT + ".ingest",
                        packages("ingest.document"),
                        packages("ingest.filter"),
                        packages("ingest.record"),
                        packages("ingest.decode"),
                        packages("ingest.format"),
                        packages("detect.host"),
                        packages("detect.casebook"),
                        packages("detect.fleet"),
                        packages("publish"),
                        packages("console"))
                .and()
                .haveNameNotMatching(
                        ".*\\.(\\w+Function|\\w+Serializer|\\w+TypeInfo|HostCounter|SendTimestamps|LaunchFormSightings)(\\$.*)?")
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.flink..").and(not(equivalentTo(TypeInfo.class))))
                .check(CLASSES);
    }

    @Test
    void noPackageIsLargerThanOneLooksOver() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        sources()
                .forEach(
                        file -> files.merge(SOURCES.relativize(file.getParent()).toString(), 1L, Long::sum));
        assertThat(files)
                .allSatisfy((name, count) ->
                        assertThat(count).as("files of %s", name).isLessThanOrEqualTo(MOST_FILES));
    }

    @Test
    void noClassIsLongerThanOneReads() throws IOException {
        assertThat(sources()).allSatisfy(file -> assertThat(lines(file))
                .as("lines of %s", SOURCES.relativize(file))
                .isLessThanOrEqualTo(MOST_LINES));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DescribedPredicate<JavaClass> ours() {
        return resideInAPackage(ROOT + "..");
    }

    private static String packages(String room) {
        return ROOT + '.' + room + "..";
    }
}
