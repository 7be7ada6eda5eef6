package io.github.shtinkering.detect.host.wer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of dumps, beside the two patterns that say what WER writes. */
@Execution(ExecutionMode.CONCURRENT)
class DumpNameTest {
    private static final Pattern LOCAL_DUMP =
            Pattern.compile("(.{1,240}?)(?:\\(\\d{1,4}\\))?\\.(\\d{1,10})(\\.protected)?\\.dmp");
    private static final Pattern SILENT_EXIT = Pattern.compile("(.{1,240}?)-\\(pid-(\\d{1,10})\\)\\.dmp");
    private static final String[] WORDS = {
        "lsass",
        ".exe",
        ".",
        "(",
        ")",
        "(1)",
        "(12345)",
        "-(pid-",
        "-(PID-",
        "744",
        "0",
        "12345678901",
        ".protected",
        ".dmp",
        "-"
    };
    private static final int NAMES = 200_000;

    @ParameterizedTest
    @CsvSource({
        "C:\\d\\lsass.exe.744.dmp, lsass.exe, 744, false",
        "C:\\d\\LSASS.EXE(1).744.dmp, lsass.exe, 744, false",
        "C:\\d\\lsass.exe.744.protected.dmp, lsass.exe, 744, true",
        "C:\\d\\lsass.exe-(PID-744).dmp, lsass.exe, 744, false",
        "C:\\d\\lsass.exe.744.dmp:stream, lsass.exe, 744, false",
        "lsass.exe(1)(2).744.dmp, lsass.exe(1), 744, false",
        "(1).744.dmp, (1), 744, false"
    })
    void readsWhatWerWrites(String path, String image, long pid, boolean isProtected) {
        assertThat(DumpName.parse(path)).isEqualTo(new DumpName(image, pid, isProtected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lsass.dmp",
                "lsass.exe.dmp",
                ".744.dmp",
                "lsass.exe.7a4.dmp",
                "lsass.exe.744",
                "-(pid-1).dmp"
            })
    void readsNothingElse(String path) {
        assertThat(DumpName.parse(path)).isNull();
    }

    @Test
    void saysWhatThePatternsSay() {
        Random random = new Random(20_261_201L);
        int names = 0;
        for (int i = 0; i < NAMES; i++) {
            StringBuilder name = new StringBuilder();
            for (int words = random.nextInt(7); words > 0; words--) {
                name.append(WORDS[random.nextInt(WORDS.length)]);
            }
            name.append(random.nextInt(100) == 0 ? "x".repeat(random.nextInt(300)) : "");
            name.append(random.nextInt(3) == 0 ? "" : ".744").append(random.nextInt(9) == 0 ? "" : ".dmp");
            DumpName expected = byPattern(name.toString());
            assertThat(DumpName.parse(name.toString())).as(name.toString()).isEqualTo(expected);
            names += expected == null ? 0 : 1;
        }
        assertThat(names).isGreaterThan(NAMES / 4);
    }

    private static @Nullable DumpName byPattern(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Matcher local = LOCAL_DUMP.matcher(lower);
        if (local.matches()) {
            return new DumpName(local.group(1), Long.parseLong(local.group(2)), local.group(3) != null);
        }
        Matcher silent = SILENT_EXIT.matcher(lower);
        return silent.matches() ? new DumpName(silent.group(1), Long.parseLong(silent.group(2)), false) : null;
    }
}
