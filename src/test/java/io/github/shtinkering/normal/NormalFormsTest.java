package io.github.shtinkering.normal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.fact.IntegrityLevel;
import io.github.shtinkering.normal.RegistryPath.Hive;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalFormsTest {

    @ParameterizedTest
    @CsvSource({
        "High, HIGH",
        "SYSTEM, SYSTEM",
        "S-1-16-12288, HIGH",
        "S-1-16-8448, MEDIUM",
        "S-1-16-0, UNTRUSTED",
        "Mandatory Label\\Medium Mandatory Level, MEDIUM",
        "16384, SYSTEM",
        "0x1000, LOW",
        "AppContainer, LOW",
        "S-1-16-20480, PROTECTED",
        "INTEGRITY_LEVEL_UNKNOWN,",
        "S-1-5-18,",
        "99999999,",
        "-,"
    })
    void readsIntegrityLevels(String raw, @Nullable IntegrityLevel expected) {
        assertThat(IntegrityLevels.parse(raw)).isEqualTo(expected);
    }

    @Test
    void foldsAsciiOnly() {
        assertThat(AsciiCase.lower("LSASS.EXE")).isEqualTo("lsass.exe");
        assertThat(AsciiCase.equalsIgnoreCase("lsa\u017Fs.exe", "lsass.exe")).isFalse();
        assertThat(AsciiCase.lower("\u0130I")).isEqualTo("\u0130i");
        assertThat(AsciiCase.containsIgnoreCase("C:\\WINDOWS\\x", "\\windows\\"))
                .isTrue();
    }

    @Test
    void keepsTextThatUtf8CanHold() {
        assertThat(TextValues.wellFormed("a\uD800b\uDC00")).isEqualTo("a\uFFFDb\uFFFD");
        assertThat(TextValues.wellFormed("\uD83D\uDE00")).isEqualTo("\uD83D\uDE00");
        assertThat(TextValues.cut("a\uD83D\uDE00", 2)).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "744|744",
                "0x2e8|744",
                "0X2E8|744",
                " 744 |744",
                "0|0",
                "4294967295|4294967295",
                "100004|100004",
                "00000744|744",
            })
    void readsPids(String text, long pid) {
        assertThat(ProcessIds.parse(text)).isEqualTo(pid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", " - ", "<unknown process>"})
    void noValue(String text) {
        assertThat(TextValues.value(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", " ", "0x", "4294967296", "-1", "12a", "0xg", "99999999999999999999", "\u0661\u0662"})
    void noPid(String text) {
        assertThat(ProcessIds.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"C:\\Windows\\System32\\lsass.exe\"|C:\\Windows\\System32\\lsass.exe",
                "\\??\\C:\\Windows\\System32\\lsass.exe|C:\\Windows\\System32\\lsass.exe",
                "\\\\?\\C:\\Windows\\x.exe|C:\\Windows\\x.exe",
                "\\\\?\\UNC\\srv\\share\\a.dmp|\\\\srv\\share\\a.dmp",
                "\\\\srv\\share\\a.dmp|\\\\srv\\share\\a.dmp",
                "\\\\\\\\srv\\\\share\\\\a.dmp|\\\\srv\\share\\a.dmp",
                "C:\\\\Windows\\\\System32\\\\lsass.exe|C:\\Windows\\System32\\lsass.exe",
                "C:/Windows/System32/lsass.exe|C:\\Windows\\System32\\lsass.exe",
                "\\device\\harddiskvolume2\\Windows\\x|\\device\\harddiskvolume2\\Windows\\x",
                "\\\\?\\GLOBALROOT\\Device\\HarddiskVolume3\\Windows\\x|\\Device\\HarddiskVolume3\\Windows\\x",
                "C:\\Dumps\\lsass.dmp. .|C:\\Dumps\\lsass.dmp",
                "C:\\Windows\\Temp\\..\\System32\\.\\lsass.exe|C:\\Windows\\System32\\lsass.exe",
                "\\Windows\\Temp\\x.dmp|\\Windows\\Temp\\x.dmp",
            })
    void normalisesPaths(String raw, String path) {
        assertThat(WindowsPath.normalise(raw)).isEqualTo(path);
        assertThat(WindowsPath.normalise(path)).as("twice is once").isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C:\\Windows\\System32\\lsass.exe",
                "d:\\WINDOWS\\system32\\LSASS.exe",
                "\\Device\\HarddiskVolume4\\Windows\\System32\\lsass.exe",
                "\\SystemRoot\\System32\\lsass.exe"
            })
    void isSystem32(String path) {
        assertThat(WindowsPath.isInSystem32(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C:\\Windows\\SysWOW64\\lsass.exe",
                "C:\\Temp\\Windows\\System32\\lsass.exe",
                "C:\\Windows\\System32\\config\\lsass.exe",
                "\\Device\\HarddiskVolumeShadowCopy1\\Windows\\System32\\lsass.exe",
                "\\\\srv\\c$\\Windows\\System32\\lsass.exe",
                "lsass.exe"
            })
    void isNotSystem32(String path) {
        assertThat(WindowsPath.isInSystem32(path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HKLM\\SOFTWARE\\A\\B|hklm\\software\\a|b",
                "HKEY_LOCAL_MACHINE\\SOFTWARE\\A\\B|hklm\\software\\a|b",
                "\\REGISTRY\\MACHINE\\SOFTWARE\\A\\B|hklm\\software\\a|b",
                "MACHINE\\SOFTWARE\\A\\B|hklm\\software\\a|b",
                "hklm\\\\software\\\\A\\\\B|hklm\\software\\a|b",
                "HKLM\\System\\ControlSet001\\Control\\Lsa\\LsaPid|hklm\\system\\currentcontrolset\\control\\lsa|lsapid",
                "HKLM\\System\\CurrentControlSet\\Control\\Lsa\\LsaPid|hklm\\system\\currentcontrolset\\control\\lsa|lsapid",
            })
    void normalisesRegistryPaths(String raw, String key, String value) {
        assertThat(RegistryPath.ofJoined(raw)).isEqualTo(new RegistryPath(key, value, Hive.MACHINE, false));
    }

    @Test
    void keepsHivesAndViewsApart() {
        assertThat(RegistryPath.ofKey("HKU\\S-1-5-18\\Software")).matches(p -> p.hive() == Hive.USER);
        assertThat(RegistryPath.ofKey("HKCU\\Software")).matches(p -> p.hive() == Hive.USER);
        assertThat(RegistryPath.ofKey("\\REGISTRY\\USER\\S-1-5-18")).matches(p -> p.hive() == Hive.USER);
        assertThat(RegistryPath.ofKey("\\REGISTRY\\A\\{0f}\\Root")).matches(p -> p.hive() == Hive.OTHER);
        assertThat(RegistryPath.ofKey("HKLMX\\Software")).matches(p -> p.hive() == Hive.OTHER);
        assertThat(RegistryPath.ofKey("HKLM\\SOFTWARE\\WOW6432Node\\Microsoft")).matches(RegistryPath::wow6432);
        assertThat(RegistryPath.ofKey("HKLM\\SOFTWARE\\A\\"))
                .matches(p -> p.key().equals("hklm\\software\\a"));
        assertThat(RegistryPath.of("\\REGISTRY\\MACHINE\\SOFTWARE\\A", "DumpType"))
                .isEqualTo(RegistryPath.ofJoined("HKLM\\SOFTWARE\\A\\DumpType"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "NULL",
            value = {
                "DWORD (0x00000002)|NULL|2",
                "dword (0x2)|NULL|2",
                "0x00000002|NULL|2",
                "2|REG_DWORD|2",
                "[\"2\"]|NULL|2",
                "[2]|NULL|2",
                "QWORD (0x00000001-0x00000002)|NULL|4294967298",
                "dword:00000010|NULL|16",
                "0x00000002 (2)|NULL|2",
                "AgAAAA==|REG_DWORD|2",
                "02 00 00 00|REG_DWORD|2",
                "hex(4):02,00,00,00|REG_DWORD|2",
                "Binary Data|NULL|NULL",
                "C:\\Dumps|REG_EXPAND_SZ|NULL",
                "AgAAAA==|REG_SZ|NULL",
                "999999999999999999999|NULL|NULL",
                "-|NULL|NULL",
            })
    void readsRegistryNumbers(String data, String type, Long number) {
        assertThat(RegistryData.of(data, type).number()).isEqualTo(number);
    }

    @Test
    void tellsNumbersStoredAsText() {
        assertThat(RegistryData.of("2", "REG_SZ").stringType()).isTrue();
        assertThat(RegistryData.of("2", "%%1873").stringType()).isTrue();
        assertThat(RegistryData.of("2", "%%1876").stringType()).isFalse();
        assertThat(RegistryData.of("2", "SZ_DWORD").stringType()).isFalse();
        assertThat(RegistryData.of("2", "Dword").stringType()).isFalse();
        assertThat(RegistryData.ofSysmonDetails("2").stringType()).isTrue();
        assertThat(RegistryData.ofSysmonDetails("DWORD (0x00000002)").stringType())
                .isFalse();
        assertThat(RegistryData.ofSysmonDetails("C:\\Dumps").stringType()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2020-05-05T14:57:40.5995672Z,2020-05-05T14:57:40.599Z,1",
        "2020-05-05 14:57:40.589,2020-05-05T14:57:40.589Z,1",
        "2020-05-05 14:57:40,2020-05-05T14:57:40Z,1000",
        "2021-01-14T23:41:40.145335200Z,2021-01-14T23:41:40.145Z,1",
        "2022-11-22T14:47:59.583+0100,2022-11-22T13:47:59.583Z,1",
        "2022-11-22T14:47:59.5+01:00,2022-11-22T13:47:59.500Z,1",
        "2024-01-02 10:00:00 +0900,2024-01-02T01:00:00Z,1000",
        "2024-01-02T10:00:00.Z,2024-01-02T10:00:00Z,1000",
        "131509374294209140,2017-09-26T22:10:29.420Z,1",
        "1720714065000,2024-07-11T16:07:45Z,1",
        "1720714065,2024-07-11T16:07:45Z,1000",
        "1720714065.320,2024-07-11T16:07:45.320Z,1",
        "1720714065320000,2024-07-11T16:07:45.320Z,1",
        "1720714065320000000,2024-07-11T16:07:45.320Z,1",
    })
    void readsTimes(String text, String instant, int clock) {
        assertThat(TimestampParser.parse(text))
                .isEqualTo(new Timestamp(Instant.parse(instant).toEpochMilli(), clock));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "now",
                "2020-13-01T00:00:00Z",
                "2020-01-01",
                "2020-01-01T00:00:00X",
                "0",
                "1601-01-01T00:00:00Z",
                "99999999999999999999999",
                "."
            })
    void noTime(String text) {
        assertThat(TimestampParser.parse(text)).isNull();
    }

    @Test
    void placesLocalTimesInTheirZone() {
        Timestamp utc = TimestampParser.parse("2020-06-10T02:51:04Z");
        assertThat(TimestampParser.parse("2020-06-09 22:51:04", ZoneOffset.ofHours(-4)))
                .isEqualTo(utc);
        assertThat(TimestampParser.parse("2020-06-10T02:51:04Z", ZoneOffset.ofHours(-4)))
                .isEqualTo(utc);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "WS-01.CORP.EXAMPLE,ws-01,corp.example",
                "ws-01.,ws-01,NULL",
                "ws-01,ws-01,NULL",
                "10.1.2.3,10.1.2.3,NULL",
                "fe80::1.2,fe80::1.2,NULL",
                "10.1.2.3.corp,10,1.2.3.corp"
            })
    void canonicalHostNames(String raw, String name, String domain) {
        assertThat(HostNames.parse(raw, false)).isEqualTo(new HostName(name, domain));
    }

    @Test
    void keepsDomainsWhereAsked() {
        assertThat(HostNames.parse("WS-01.Corp.", true)).isEqualTo(new HostName("ws-01.corp", null));
        assertThat(HostNames.parse("...", false)).isNull();
        assertThat(HostNames.parse("x".repeat(256), false)).isNull();
    }
}
