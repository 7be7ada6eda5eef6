package io.github.shtinkering.telemetry.normal;

import static io.github.shtinkering.fact.WerLaunch.Form.REPORT;
import static io.github.shtinkering.fact.WerLaunch.Form.SECURE_DUMP;
import static io.github.shtinkering.fact.WerLaunch.Form.UNKNOWN;
import static io.github.shtinkering.fact.WerLaunch.Program.WERFAULT;
import static io.github.shtinkering.fact.WerLaunch.Program.WERFAULT_SECURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.WerLaunch;
import io.github.shtinkering.fact.WerLaunch.Form;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WerCommandLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "NULL",
            value = {
                "C:\\Windows\\system32\\WerFault.exe -u -p 744 -ip 1112 -s 244|REPORT|744|1112|false",
                "C:\\Windows\\system32\\WerFault.exe -u -s 244 -p 744 -ip 1112|REPORT|744|1112|false",
                "\"C:\\Windows\\system32\\werfault.exe\" -U -P 744  -IP\t1112|REPORT|744|1112|false",
                "WerFault.exe /u /p 744 /ip 1112|REPORT|744|1112|false",
                "WerFault.exe \u2013u \u2014p 744 \u2015ip 0x458|REPORT|744|1112|false",
                "WerFault.exe -u -p \"744\" -ip \"1112\"|REPORT|744|1112|false",
                "WerFault.exe -u -p 3004 -s 632|REPORT|3004|NULL|false",
                "WerFault.exe -pss -s 504 -p 14980 -ip 14980|REPORT|14980|14980|true",
                "WerFault.exe -u -p 123456|REPORT|123456|NULL|false",
                "\"C:\\Windows\\system32\\werfault.exe\" -s -t 5536 -i 4144 -e 744 -c 0|SILENT_PROCESS_EXIT|744|4144|false",
            })
    void readsReports(String line, Form form, @Nullable Long target, @Nullable Long initiator, boolean snapshot) {
        assertThat(WerCommandLine.parse(WERFAULT, line))
                .isEqualTo(new WerLaunch(WERFAULT, form, target, initiator, snapshot, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WerFault.exe -pss -s 504",
                "WerFault.exe -pr Global\\0123456789abcdef",
                "WerFault.exe -k -lcq",
                "WerFault.exe -k -l 1 2",
                "werfault.exe /h /shared Global\\x",
                "wermgr.exe -upload",
                "WerFault.exe -p",
                "WerFault.exe -p lsass",
                "WerFault.exe -ip 744",
                "WerFault.exe -e 744"
            })
    void hasNoTarget(String line) {
        assertThat(WerCommandLine.parse(WERFAULT, line)).isNull();
    }

    @Test
    void readsSecureDumps() {
        String line =
                "WerFaultSecure.exe /h /pid 744 /tid 748 /file C:\\Temp\\proc.png /encfile 304 /cancel 1 /type 268310";
        assertThat(WerCommandLine.parse(WERFAULT_SECURE, line))
                .isEqualTo(
                        new WerLaunch(WERFAULT_SECURE, SECURE_DUMP, 744L, null, false, List.of("C:\\Temp\\proc.png")));
        assertThat(WerCommandLine.parse(WERFAULT_SECURE, "WerFaultSecure.exe -u -p 744 -ip 1112 -s 4 /type 2"))
                .isEqualTo(new WerLaunch(WERFAULT_SECURE, SECURE_DUMP, 744L, 1112L, false, List.of()));
        assertThat(WerCommandLine.parse(WERFAULT_SECURE, "WerFaultSecure.exe -u -p 744 -ip 1112 -s 4"))
                .isEqualTo(new WerLaunch(WERFAULT_SECURE, REPORT, 744L, 1112L, false, List.of()));
    }

    @Test
    void saysWhenThereIsNoCommandLine() {
        WerLaunch unknown = new WerLaunch(WERFAULT, UNKNOWN, null, null, false, List.of());
        assertThat(WerCommandLine.parse(WERFAULT, null)).isEqualTo(unknown);
        assertThat(WerCommandLine.parse(WERFAULT, "")).isEqualTo(unknown);
    }

    @Test
    void boundsWhatItReads() {
        String flood = "WerFault.exe " + "x ".repeat(100_000) + "-p 744";
        assertThat(WerCommandLine.parse(WERFAULT, flood)).isNull();
    }
}
