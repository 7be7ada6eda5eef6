package io.github.shtinkering.console.report;

import io.github.shtinkering.console.web.PageAssets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The console's scripts in one: each module is a function that returns what it exports, for a browser opens no module of
 * a file. Each sees a location, a history and a fetch that it is given.
 */
final class ScriptBundle {
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import\\s*(?:\\{([^}]*)\\}\\s*from\\s*)?'\\./([\\w-]+\\.js)';");
    private static final Pattern EXPORT =
            Pattern.compile("(?m)^export ((?:async )?function|class|const|let) ([A-Za-z_$][\\w$]*)");

    private ScriptBundle() {}

    /** Returns a script that declares {@code MODULES}, by name. */
    static String of(List<String> names) {
        return names.stream()
                .map(name -> '\'' + name + "': (need, location, history, fetch) => {\n" + module(PageAssets.text(name))
                        + "},\n")
                .collect(Collectors.joining("", "'use strict';\nconst MODULES = {\n", "};\n"));
    }

    private static String module(String script) {
        List<String> exported = new ArrayList<>();
        Matcher exports = EXPORT.matcher(script);
        while (exports.find()) {
            exported.add(exports.group(2));
        }
        String plain = EXPORT.matcher(script).replaceAll("$1 $2");
        String module = IMPORT.matcher(plain).replaceAll(found -> Matcher.quoteReplacement(needed(found)));
        return module + "return {" + String.join(", ", exported) + "};\n";
    }

    private static String needed(MatchResult found) {
        String names = found.group(1);
        String need = "need('" + found.group(2) + "');";
        return names == null ? need : "const {" + names.replaceAll("\\bas\\b", ":") + "} = " + need;
    }
}
