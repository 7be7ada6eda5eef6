package io.github.shtinkering.console.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.console.cases.CaseFilter;
import io.github.shtinkering.console.cases.files.FilesSource;
import io.github.shtinkering.console.web.PageAssets;
import io.github.shtinkering.sink.files.OutputExtras;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * The console over a complete output as one file: {@code report.html} needs no server and no network. Beside it,
 * {@code timeline.csv}.
 */
public final class HtmlReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SCRIPTS = List.of(
            "dom.js",
            "words.js",
            "keys.js",
            "live.js",
            "range.js",
            "list.js",
            "overview.js",
            "timeline.js",
            "processes.js",
            "score.js",
            "guide.js",
            "links.js",
            "group.js",
            "fleet.js",
            "case.js",
            "campaigns.js",
            "dead-letters.js");

    private HtmlReport() {}

    /**
     * Writes both beside what a job has written.
     *
     * @param output the directory of a complete output
     */
    public static void write(Path output) throws IOException {
        FilesSource source = new FilesSource(output);
        ReportCases cases = new ReportCases();
        OutputExtras.write(output, OutputExtras.TIMELINE, to -> {
            to.write(EvidenceCsv.HEADER);
            source.export(CaseFilter.ALL, (row, document) -> {
                JsonNode alert = JSON.readTree(document);
                EvidenceCsv.write(alert, to);
                cases.add(row, alert, document.length);
            });
        });
        ObjectNode data = data(source, output, cases);
        OutputExtras.write(output, OutputExtras.REPORT, to -> writePage(data, to));
    }

    private static void writePage(ObjectNode data, Writer to) throws IOException {
        String script = ScriptBundle.of(SCRIPTS) + PageAssets.text("report.js");
        to.write(head(script));
        for (String path : List.of("/", "/case", "/campaigns", "/dead-letters")) {
            to.write("<template id=\"page " + path + "\">\n" + body(PageAssets.page(path)) + "</template>\n");
        }
        to.write("<script type=\"application/json\" id=\"data\">");
        to.write(JSON.writeValueAsString(data).replace("<", "\\u003c"));
        to.write("</script>\n<script>" + script + "</script>\n</body>\n</html>\n");
    }

    private static String head(String script) {
        return "<!doctype html>\n<html lang=\"en\" class=\"report\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:;"
                + " style-src 'unsafe-inline'; script-src 'sha256-" + sha256(script)
                + "'; base-uri 'none'; form-action 'none'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>Shtinkering</title>\n"
                + "<link rel=\"icon\" href=\"" + icon() + "\">\n<style>\n" + PageAssets.text("console.css")
                + "</style>\n</head>\n<body>\n";
    }

    /** What stands between the tags of the body, with the picture in it. */
    private static String body(String page) {
        return page.substring(page.indexOf("<body>") + "<body>\n".length(), page.indexOf("</body>"))
                .replace("/assets/icon.svg", icon());
    }

    private static String icon() {
        byte[] svg = PageAssets.text("icon.svg").getBytes(StandardCharsets.UTF_8);
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg);
    }

    private static String sha256(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static ObjectNode data(FilesSource source, Path output, ReportCases cases) throws IOException {
        ObjectNode data = JSON.createObjectNode();
        ObjectNode overview = source.overview(null);
        Path name = output.getFileName();
        overview.withObject("/source")
                .put("name", name == null ? "" : name.toString())
                .put("state", "complete");
        data.set("overview", overview);
        data.set("campaigns", source.campaigns());
        data.set("deadLetters", source.deadLetters());
        data.set("rows", cases.rows());
        data.set("documents", cases.documents());
        String leftOut = cases.leftOut();
        if (leftOut != null) {
            overview.withObject("/source").put("notice", leftOut);
        }
        return data;
    }
}
