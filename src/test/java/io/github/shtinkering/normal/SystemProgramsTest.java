package io.github.shtinkering.normal;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a path decides what it may be, and what is not told decides nothing. */
class SystemProgramsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "C:\\Windows\\System32\\wininit.exe | true  | true  | true  | false",
                "c:\\windows\\system32\\WININIT.EXE | true  | true  | true  | false",
                "wininit.exe                        | false | true  | true  | false",
                "-                                  | false | false | true  | false",
                "C:\\Windows\\System32\\smss.exe    | false | false | false | false",
                "smss.exe                           | false | false | false | false",
                "C:\\Windows\\Temp\\wininit.exe     | false | false | false | false",
                "C:\\Users\\Public\\wininit.exe     | false | false | false | true",
            })
    void whatAPathMayBe(@Nullable String path, boolean is, boolean mayBe, boolean isNotRuledOut, boolean isElsewhere) {
        assertThat(SystemPrograms.is(path, "wininit.exe")).isEqualTo(is);
        assertThat(SystemPrograms.mayBe(path, "wininit.exe")).isEqualTo(mayBe);
        assertThat(SystemPrograms.isNotRuledOut(path, "wininit.exe")).isEqualTo(isNotRuledOut);
        assertThat(SystemPrograms.isElsewhere(path)).isEqualTo(isElsewhere);
    }
}
