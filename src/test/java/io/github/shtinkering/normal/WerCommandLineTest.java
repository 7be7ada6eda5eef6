package io.github.shtinkering.normal;

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

    /** As a program reads it that Windows' C runtime hands its arguments to. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "NULL",
            value = {
                "WerFault.exe -u -p +744 -ip 1112|744|1112",
                "WerFault.exe -u -p 744abc -ip 1112|744|1112",
                "WerFault.exe -u -p \" 744\" -ip 1112|744|1112",
                "WerFault.exe -u -p 0x2e8x -ip 1112|744|1112",
                "WerFault.exe -u -p -4294966552 -ip 1112|744|1112",
                "WerFault.exe -u -p \uff17\uff14\uff14 -ip 1112|744|1112",
                "WerFault.exe -u -p744 -ip1112|744|1112",
                "WerFault.exe -u /pid744|744|NULL",
                "WerFault.exe -u -\"p\" 7\"4\"4 -ip 1112|744|1112",
                "WerFault.exe -u \"-p 744 -ip 1112|744|NULL",
                "WerFault.exe x\\\"y -p 744 \"-ip\" 1112|744|1112",
                "WerFault.exe x\\\\\"y -p 5700\" -p 744 -ip 1112|744|1112",
                "WerFault.exe \"x\"\"y\" -p 744 -ip 1112|744|1112",
                "\"C:\\x\\\" -p 744 -ip 1112|744|1112",
                "WerFault.exe\t-p\t744\t-ip\t1112|744|1112",
                "WerFault.exe -p\u00a0744 -ip 1112|744|1112",
                "-u -p 744 -ip 1112|744|1112",
            })
    void readsArgumentsAsWindowsDoes(String line, long target, @Nullable Long initiator) {
        WerLaunch launch = WerCommandLine.parse(WERFAULT, line);
        assertThat(launch.targets()).contains(target);
        assertThat(launch.targetPid()).isEqualTo(target);
        assertThat(launch.initiatorPid()).isEqualTo(initiator);
        assertThat(launch.odd()).isFalse();
    }

    /** Octal to some programs; and Windows takes the process whose PID is the next lower multiple of four. */
    @ParameterizedTest
    @ValueSource(strings = {"-p 01350", "-p 747", "-p 745 -ip 1112", "-p 0x2eb"})
    void leavesOutNothingThatANumberMayMean(String switches) {
        WerLaunch launch = WerCommandLine.parse(WERFAULT, "WerFault.exe -u " + switches);
        assertThat(launch.targets()).contains(744L);
        assertThat(launch.odd()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-u -p 744 -ip 1112 -p 5700|1112",
                "-u -p 5700 -p 744 -ip 1112|1112",
                "-u -p 744 /pid 5700 -ip 1112|1112",
                "-u -p 744 -ip 744 -ip 1112|1112",
                "-u -p 744 -ip 1112 -ip 744|1112",
                "-u -p x -p 744 -ip 1112|1112",
                "-s -t 1 -e 744 -e 5700 -i 1112|1112",
            })
    void aLineThatSaysTwoThingsNamesThemAllAndIsOdd(String switches, long initiator) {
        WerLaunch launch = WerCommandLine.parse(WERFAULT, "WerFault.exe " + switches);
        assertThat(launch.targets()).contains(744L);
        assertThat(launch.initiatorPid()).isEqualTo(initiator);
        assertThat(launch.odd()).isTrue();
    }

    @Test
    void ofManyTargetsTheEndsStay() {
        StringBuilder line = new StringBuilder("WerFault.exe");
        for (int pid = 1; pid <= 2_000; pid++) {
            line.append(" -p ").append(4 * pid);
        }
        assertThat(WerCommandLine.parse(WERFAULT, line.toString()).targets())
                .hasSize(9)
                .contains(4L, 8L, 7_996L, 8_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WerFault.exe -pr Global\\0123456789abcdef",
                "WerFault.exe -k -lcq",
                "WerFault.exe -k -l 1 2",
                "werfault.exe /h /shared Global\\x",
                "wermgr.exe -upload",
            })
    void someFormsHaveNoTarget(String line) {
        assertThat(WerCommandLine.parse(WERFAULT, line))
                .isEqualTo(new WerLaunch(WERFAULT, Form.WITHOUT_TARGET, null, null, false, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WerFault.exe -pss -s 504",
                "WerFault.exe -p",
                "WerFault.exe -p lsass",
                "WerFault.exe -ip 744",
                "WerFault.exe -e 744",
                "WerFault.exe -k -p lsass",
                "WerFault.exe x",
                "WerFault.exe -p:744",
            })
    void aLineOfNoKnownFormIsOdd(String line) {
        WerLaunch launch = WerCommandLine.parse(WERFAULT, line);
        assertThat(launch.form()).isEqualTo(Form.UNREADABLE);
        assertThat(launch.targets()).isEmpty();
        assertThat(launch.odd()).isTrue();
    }

    @Test
    void readsSecureDumps() {
        String handles = "WerFaultSecure.exe /h /pid 744 /tid 748 /file 300 /encfile 304 /cancel 308 /type 268310";
        assertThat(WerCommandLine.parse(WERFAULT_SECURE, handles))
                .isEqualTo(new WerLaunch(WERFAULT_SECURE, SECURE_DUMP, 744L, null, false, List.of()));
        assertThat(WerCommandLine.parse(WERFAULT_SECURE, handles.replace("304", "0x130"))
                        .files())
                .isEmpty();
        assertThat(WerCommandLine.parse(WERFAULT_SECURE, handles.replace("300", "C:\\Temp\\proc.png"))
                        .files())
                .containsExactly("C:\\Temp\\proc.png");
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
        assertThat(WerCommandLine.parse(WERFAULT, "\"C:\\Windows\\System32\\WerFault.exe\" "))
                .isEqualTo(unknown);
    }

    @Test
    void readsWhatWindowsCanStartAndNoMore() {
        String longest = "WerFault.exe " + "x ".repeat(16_360) + "-p 744";
        assertThat(WerCommandLine.parse(WERFAULT, longest).targetPid()).isEqualTo(744);
        String tooLong = "WerFault.exe " + "x ".repeat(100_000) + "-p 744";
        assertThat(WerCommandLine.parse(WERFAULT, tooLong).form()).isEqualTo(Form.UNREADABLE);
    }
}
