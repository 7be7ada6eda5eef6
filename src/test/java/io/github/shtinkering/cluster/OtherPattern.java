package io.github.shtinkering.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The packaged job as the next version of it would be, whose pattern has another number. */
final class OtherPattern {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path PATTERNS = SOURCES.resolve("io/github/shtinkering/detect/pattern/ChainPatterns.java");
    private static final Path JOB = Path.of("target/shtinkering-cep-0.1.0-job.jar");
    private static final Path FLINK = Path.of("target/flink.classpath");
    private static final Pattern VERSION = Pattern.compile("int VERSION = (\\d+)");

    private OtherPattern() {}

    /** The command that submits it, as the launcher does, from a savepoint. */
    static Object[] submit(Path folder, Path config, String target, String savepoint) throws IOException {
        Path jar = compile(Files.createDirectories(folder.resolve("other-pattern")));
        return new Object[] {
            "java",
            "@jobs/jvm.options",
            "-cp",
            jar + ":" + Files.readString(FLINK),
            "io.github.shtinkering.job.Main",
            "submit",
            "--config",
            config,
            "--target",
            target,
            "--savepoint",
            savepoint
        };
    }

    private static Path compile(Path folder) throws IOException {
        Path patterns = folder.resolve("ChainPatterns.java");
        Matcher version = VERSION.matcher(Files.readString(PATTERNS));
        Files.writeString(patterns, version.replaceFirst(OtherPattern::next));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(SOURCES)) {
            // A constant is copied into the classes that use it.
            Stream<Path> users = sources.filter(OtherPattern::usesTheVersion);
            List<Path> changed = Stream.concat(Stream.of(patterns), users).toList();
            List<String> options =
                    List.of("-proc:none", "-cp", JOB + ":" + Files.readString(FLINK), "-d", classes.toString());
            assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(changed))
                            .call())
                    .as("the other pattern compiles")
                    .isTrue();
        }
        Path jar = Files.copy(JOB, folder.resolve("job.jar"), StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem inside = FileSystems.newFileSystem(jar);
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path file : compiled.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file, inside.getPath(classes.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return jar;
    }

    private static String next(MatchResult version) {
        return "int VERSION = " + (Integer.parseInt(version.group(1)) + 1);
    }

    private static boolean usesTheVersion(Path source) {
        try {
            return source.toString().endsWith(".java")
                    && Files.readString(source).contains("ChainPatterns.VERSION");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
