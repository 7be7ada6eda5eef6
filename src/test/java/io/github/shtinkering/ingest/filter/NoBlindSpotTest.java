package io.github.shtinkering.ingest.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shtinkering.Recordings;
import io.github.shtinkering.ingest.format.Decoded;
import io.github.shtinkering.ingest.format.EveryFormat;
import io.github.shtinkering.ingest.format.RecordFormats;
import io.github.shtinkering.ingest.record.RecordFormat;
import io.github.shtinkering.simulate.SimulatedFleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the decoder, without the filter, makes a fact of, the filter passes. */
@Execution(ExecutionMode.CONCURRENT)
class NoBlindSpotTest {
    private static final long START = 1_794_211_200_000L;
    private static final int MUTANTS = 4; // of each record

    private static final int ROUNDS = 10;
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9.])(?:4608|4624|4634|4648|4672|6005)(?![0-9.])");

    private static final ByteFilter FILTER = ByteFilter.shared();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

    private final Random random = new Random(SEED);
    private final List<UnaryOperator<String>> mutations = List.of(
            this::withFlippedCase,
            this::withJsonEscapes,
            this::withXmlEntities,
            this::withQuotesInWords,
            this::withOddlySpelledNumbers,
            this::withUnicodeLookalikes,
            text -> text.replace("\\\\", "\\\\\\\\"),
            text -> text.replace("\\\\", "\\/"),
            text -> text.replace(":", " :\t\r\n "),
            text -> "{\"message\":" + quoted(text) + "}",
            text -> "{\"event\":{\"original\":"
                    + quoted(text).replace("<", "\\u003c").replace("&", "\\u0026") + "}}",
            text -> "{\"records\":[" + (text.startsWith("<") ? quoted(text) : text) + "]}",
            text -> "{\"a\":[{\"payload\":" + quoted(quoted("{\"b\":" + quoted(text) + "}")) + "}]}",
            text -> "<13>1 - - app - - [x@1 a=\"b\"] " + text.replaceAll("[\r\n]+", " "),
            text -> text + "{}" + text,
            text -> text.replaceAll("(?i)(lsa)(ss)", "$1<!-- -->$2"),
            text -> text.replaceAll("(?i)(wer)(fault)", "$1<![CDATA[$2]]>"));

    @Test
    void noRecordOfAnyFormatIsLost() {
        Set<String> formats = new TreeSet<>();
        for (int i = 0; i < ROUNDS; i++) {
            EveryFormat.documents().forEach(document -> formats.addAll(checked(document)));
        }
        assertThat(formats)
                .containsExactlyInAnyOrderElementsOf(
                        RecordFormats.all().stream().map(RecordFormat::name).toList());
    }

    @Test
    void noRecordOfTheSimulatedFleetIsLost() {
        Set<String> formats = new TreeSet<>();
        for (int seed = 1; seed <= 2; seed++) {
            SimulatedFleet.Settings settings =
                    new SimulatedFleet.Settings(seed, START, Duration.ofHours(6), 200, 2_000);
            for (Iterator<byte[]> records = new SimulatedFleet(settings).records(); records.hasNext(); ) {
                formats.addAll(checked(new String(records.next(), UTF_8)));
            }
        }
        assertThat(formats).hasSizeGreaterThan(15);
    }

    /** Spellings that the filter cannot see, and that the decoder therefore must not take for the number. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "04624",
                "\"04624\"",
                "\"0x1210\"",
                "4.624e3",
                "46240E-1",
                "\"\\u000a4624\"",
                "\"\\u20034624\"",
                "\"4624\\u00a0\"",
                "\"4624\"",
                "[4624]",
                "4624"
            })
    void noSpellingOfAnEventIdIsABlindSpot(String spelled) {
        check("""
                {"@timestamp": "2024-11-09T08:00:00Z", "winlog": {"channel": "Security", "event_id": %s,
                 "computer_name": "WS-01", "process": {"pid": 744}}}""".formatted(spelled));
    }

    @Test
    void noRecordOfTheRealSamplesIsLost() throws IOException {
        Set<String> formats = new TreeSet<>();
        for (Path file : Recordings.below("data", ".jsonl", ".json", ".raw")) {
            String content = Files.readString(file, ISO_8859_1);
            formats.addAll(checked(content.strip()));
            content.lines().limit(3_000).forEach(line -> formats.addAll(checked(line)));
        }
        assertThat(formats).hasSizeGreaterThan(6);
    }

    /** Checks the record and its mutants; the formats that gave facts. */
    private Set<String> checked(String record) {
        Set<String> formats = new TreeSet<>(check(record));
        if (formats.isEmpty()) {
            return formats;
        }
        for (int i = 0; i < MUTANTS; i++) {
            String mutant = record;
            for (int steps = 1 + random.nextInt(2); steps > 0; steps--) {
                mutant = mutations.get(random.nextInt(mutations.size())).apply(mutant);
            }
            check(mutant);
        }
        return formats;
    }

    private static List<String> check(String record) {
        Decoded decoded = Decoded.of(record);
        if (!decoded.facts.isEmpty()) {
            byte[] bytes = record.getBytes(UTF_8);
            assertThat(FILTER.mayMatter(bytes, 0, bytes.length))
                    .as("-Dfuzz.seed=%d: %s", SEED, record)
                    .isTrue();
        }
        return decoded.decodedFormats;
    }

    private String withFlippedCase(String text) {
        StringBuilder flipped = new StringBuilder(text);
        boolean isInString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            isInString ^= c == '"';
            boolean isValue = isInString && i > 0 && !text.startsWith("\":", endOfWord(text, i));
            if (isValue && text.charAt(i - 1) != '\\' && random.nextInt(4) == 0) {
                flipped.setCharAt(i, (char) (AsciiFold.upper(c) == c ? AsciiFold.lower(c) : AsciiFold.upper(c)));
            }
        }
        return flipped.toString();
    }

    private static int endOfWord(String text, int from) {
        int end = text.indexOf('"', from);
        return end < 0 ? text.length() : end;
    }

    private String withJsonEscapes(String text) {
        return replaced(
                text, "(?i)lsass|werfault|dumps|dumptype|reporting|wininit|4624|4672|kernel|dmp|boot|\\.", c -> {
                    String hex = "%04x".formatted((int) c.charAt(0));
                    return "\\u" + (random.nextBoolean() ? hex : hex.toUpperCase(Locale.ROOT));
                });
    }

    /** A shell drops quotes anywhere; Windows' own paths have none. */
    private String withQuotesInWords(String text) {
        String quotes = text.startsWith("<") ? "&quot;&quot;" : "\\\"\\\"";
        return replaced(text, "(?i)lsass|werfault|\\\\.dmp|localdumps|dumptype|reporting", c -> quotes + c);
    }

    private String withOddlySpelledNumbers(String text) {
        return NUMBER.matcher(text).replaceAll(found -> {
            int number = Integer.parseInt(found.group());
            String[] spellings = {
                "0" + number, "0x" + Integer.toHexString(number), number + ".0", number / 1_000.0 + "E3", " " + number
            };
            return spellings[random.nextInt(spellings.length)];
        });
    }

    /** Letters that full Unicode folding takes for ASCII ones: the long s, the Kelvin sign, the dotless i. */
    private String withUnicodeLookalikes(String text) {
        return text.replaceAll("(?i)lsass", random.nextBoolean() ? "lsa\u017Fs" : "lsas\uFF53")
                .replaceAll("(?i)kernel", "\u212Aernel")
                .replaceAll("(?i)wininit", "win\u0131nit");
    }

    private String withXmlEntities(String text) {
        return replaced(
                text,
                "(?i)lsass|werfault|dumps|dumptype|reporting|wininit|4624|4672|kernel|dmp|boot",
                c -> random.nextBoolean() ? "&#" + (int) c.charAt(0) + ";" : "&#x00%x;".formatted((int) c.charAt(0)));
    }

    /** Spells one letter of every place where the words stand in another way. */
    private String replaced(String text, String words, UnaryOperator<String> spelling) {
        Matcher matcher = Pattern.compile(words).matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String word = matcher.group();
            int at = random.nextInt(word.length());
            String respelled =
                    word.substring(0, at) + spelling.apply(word.substring(at, at + 1)) + word.substring(at + 1);
            matcher.appendReplacement(result, Matcher.quoteReplacement(respelled));
        }
        return matcher.appendTail(result).toString();
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
