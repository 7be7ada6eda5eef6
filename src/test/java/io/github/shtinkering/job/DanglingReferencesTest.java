package io.github.shtinkering.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Comments and documents refer to nothing that is not in the repository: no class, file or heading that is gone, and no
 * document that a stranger has not got. The compiler checks the links of Javadoc.
 */
class DanglingReferencesTest {
    private static final List<String> FOLDERS = List.of("src", "docs", "deploy", "jobs", ".ci", ".github");

    /** {@code HostTracker} and {@code DumpType}: each is a class, or a name that some code, data or script uses. */
    private static final Pattern NAME = Pattern.compile("\\b[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+\\b");

    private static final Set<String> NAMES_OF_OTHERS = Set.of(
            "AlertInfo",
            "ConvertTo",
            "FlinkStateSnapshot",
            "KiB",
            "MiB",
            "MiniDumpWithFullMemory",
            "NanoDump",
            "PromQL",
            "ShtinkeringAudit");

    private static final Pattern IN_BACKTICKS = Pattern.compile("`([^`\n]+)`");
    private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");
    private static final Pattern PATH =
            Pattern.compile("(?<![\\w/.-])(?:jobs|deploy|docs|src|\\.ci|\\.github)/[\\w./-]*\\w");
    /** {@code host/SendTimestamps}: a class in its room. */
    private static final Pattern CLASS_IN_ROOM = Pattern.compile("(?<![\\w/.-])(?:[a-z]+/)+[A-Z]\\w+(?![\\w.(/-])");

    private static final Pattern DOCUMENT = Pattern.compile("(?<![\\w/.-])docs/[\\w./-]+\\.md(?:#[\\w-]+)?");
    private static final Pattern OUTSIDE = Pattern.compile(
            "\\b[PD]\\d{1,2}\\b|\\bDESIGN\\b|\\bCONTRACT\\b|\\b(?:domain|conventions|style|wording)\\.md");

    /** What a run makes; the repository ignores it. */
    private static final String MADE_BY_A_RUN = "deploy/local/run";

    private static final Map<String, String> TEXTS = new TreeMap<>();
    private static final Map<String, String> COMMENTS = new TreeMap<>();
    private static final Set<String> USED = new HashSet<>();

    @BeforeAll
    static void read() throws IOException {
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    keep(file);
                }
            }
        }
        try (Stream<Path> files = Files.list(Path.of(""))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                keep(file);
            }
        }
        assertThat(COMMENTS).hasSizeGreaterThan(500);
    }

    private static void keep(Path file) throws IOException {
        String name = file.toString();
        String text = text(file);
        if (text == null || name.startsWith(MADE_BY_A_RUN)) {
            return;
        }
        TEXTS.put(name, text);
        if (name.endsWith(".java")) {
            StringBuilder code = new StringBuilder();
            COMMENTS.put(name, comments(text, code));
            words(code.toString());
        } else if (!name.endsWith(".md")) {
            words(text);
        }
    }

    /** The text of a file; null if it is none. */
    private static String text(Path file) throws IOException {
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static void words(String text) {
        for (String word : text.split("\\W+")) {
            USED.add(word.toLowerCase(Locale.ROOT));
        }
    }

    /** The comments of Java source; all else goes to {@code code}. */
    private static String comments(String java, StringBuilder code) {
        StringBuilder comments = new StringBuilder();
        int at = 0;
        while (at < java.length()) {
            int end = at + 1;
            if (java.startsWith("//", at)) {
                end = endOf(java, "\n", at + 2);
            } else if (java.startsWith("/*", at)) {
                end = endOf(java, "*/", at + 2);
            } else if (java.startsWith("\"\"\"", at)) {
                end = endOfLiteral(java, "\"\"\"", at);
            } else if (java.charAt(at) == '"' || java.charAt(at) == '\'') {
                end = endOfLiteral(java, java.substring(at, at + 1), at);
            }
            boolean isComment = java.startsWith("//", at) || java.startsWith("/*", at);
            (isComment ? comments : code).append(java, at, end);
            at = end;
        }
        return comments.toString();
    }

    private static int endOf(String java, String mark, int from) {
        int found = java.indexOf(mark, from);
        return found < 0 ? java.length() : found + mark.length();
    }

    private static int endOfLiteral(String java, String quote, int begin) {
        int at = begin + quote.length();
        while (!java.startsWith(quote, at)) {
            at += java.charAt(at) == '\\' ? 2 : 1;
        }
        return at + quote.length();
    }

    @Test
    void everyNameInACommentIsUsedSomewhere() {
        Set<String> dangling = new TreeSet<>();
        COMMENTS.forEach((file, comments) -> unused(comments, file, dangling));
        assertThat(dangling).isEmpty();
    }

    @Test
    void everyNameInADocumentIsUsedSomewhere() {
        Set<String> dangling = new TreeSet<>();
        documents().forEach((file, text) -> matches(IN_BACKTICKS, text).forEach(span -> unused(span, file, dangling)));
        assertThat(dangling).isEmpty();
    }

    private static void unused(String text, String file, Set<String> dangling) {
        matches(NAME, text)
                .filter(name -> !NAMES_OF_OTHERS.contains(name) && !USED.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> dangling.add(name + " in " + file));
    }

    @Test
    void everyPathInADocumentIsThere() {
        Set<String> dangling = new TreeSet<>();
        documents().forEach((file, text) -> matches(IN_BACKTICKS, text)
                .flatMap(span -> matches(PATH, span))
                .filter(path -> !Files.exists(Path.of(path)) && !path.equals(MADE_BY_A_RUN))
                .forEach(path -> dangling.add(path + " in " + file)));
        assertThat(dangling).isEmpty();
    }

    @Test
    void everyClassInADocumentIsInItsRoom() {
        Set<String> dangling = new TreeSet<>();
        documents().forEach((file, text) -> matches(IN_BACKTICKS, text)
                .flatMap(span -> matches(CLASS_IN_ROOM, span))
                .filter(type -> TEXTS.keySet().stream().noneMatch(name -> name.endsWith("/" + type + ".java")))
                .forEach(type -> dangling.add(type + " in " + file)));
        assertThat(dangling).isEmpty();
    }

    @Test
    void everyDocumentThatIsNamedIsThere() {
        Set<String> dangling = new TreeSet<>();
        TEXTS.forEach((file, text) -> matches(DOCUMENT, COMMENTS.getOrDefault(file, text))
                .filter(document -> !isThere(document))
                .forEach(document -> dangling.add(document + " in " + file)));
        assertThat(dangling).isEmpty();
    }

    private static boolean isThere(String document) {
        String[] parts = document.split("#", 2);
        String text = TEXTS.get(parts[0]);
        return text != null
                && (parts.length == 1 || DocumentationTest.anchors(text).contains(parts[1]));
    }

    /** A stranger has the repository, and nothing else. */
    @Test
    void nothingRefersToWhatIsOutside() {
        Set<String> dangling = new TreeSet<>();
        COMMENTS.forEach((file, comments) ->
                matches(OUTSIDE, comments).forEach(reference -> dangling.add(reference + " in " + file)));
        TEXTS.forEach((file, text) -> {
            if (file.matches(".*\\.(?:md|ya?ml|js|css|html)|(?:jobs|\\.ci|deploy)/.*/?[^.]+")) {
                matches(OUTSIDE, text)
                        .filter(reference -> !isAPromise(reference, file))
                        .forEach(reference -> dangling.add(reference + " in " + file));
            }
        });
        assertThat(dangling).isEmpty();
    }

    /** The documents have promises by number, which the architecture lists. */
    private static boolean isAPromise(String reference, String file) {
        return file.endsWith(".md") && TEXTS.get("docs/architecture.md").contains("| " + reference + " |");
    }

    private static Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>();
        TEXTS.forEach((file, text) -> {
            if (file.endsWith(".md")) {
                documents.put(file, FENCED.matcher(text).replaceAll(""));
            }
        });
        return documents;
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.groupCount() > 0 ? found.group(1) : found.group())
                .map(String::strip);
    }
}
