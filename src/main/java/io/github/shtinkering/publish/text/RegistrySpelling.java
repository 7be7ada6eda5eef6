package io.github.shtinkering.publish.text;

import io.github.shtinkering.normal.AsciiCase;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Registry paths as Windows itself spells them, so that an exact search in a sensor's own records finds them. Paths are
 * kept in lower case, since Windows compares them so; what no part of Windows named stays in lower case.
 */
public final class RegistrySpelling {
    private static final Map<String, String> NAMES = Stream.of(
                    "HKLM",
                    "SOFTWARE",
                    "SYSTEM",
                    "Microsoft",
                    "Windows",
                    "Windows NT",
                    "CurrentVersion",
                    "Windows Error Reporting",
                    "LocalDumps",
                    "SilentProcessExit",
                    "Image File Execution Options",
                    "CurrentControlSet",
                    "Control",
                    "Lsa",
                    "DumpType",
                    "DumpFolder",
                    "DumpCount",
                    "CustomDumpFlags",
                    "GlobalFlag",
                    "ReportingMode",
                    "LocalDumpFolder",
                    "MonitorProcess",
                    "LsaPid")
            .collect(Collectors.toMap(AsciiCase::lower, Function.identity()));

    private RegistrySpelling() {}

    /** Spells a key, a value's name, or both joined. */
    public static String of(String path) {
        return Stream.of(path.split("\\\\", -1))
                .map(name -> NAMES.getOrDefault(AsciiCase.lower(name), name))
                .collect(Collectors.joining("\\"));
    }
}
