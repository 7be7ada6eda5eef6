package io.github.shtinkering.console.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page's own files, by the path under which a browser asks. There are no others, so no path leads elsewhere. */
public final class PageAssets {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final List<Asset> ALL = List.of(
            new Asset("/", "index.html", HTML),
            new Asset("/case", "case.html", HTML),
            new Asset("/campaigns", "campaigns.html", HTML),
            new Asset("/dead-letters", "dead-letters.html", HTML),
            new Asset("/login", "login.html", HTML),
            new Asset("/assets/console.css", "console.css", "text/css; charset=utf-8"),
            new Asset("/assets/icon.svg", "icon.svg", "image/svg+xml"),
            new Asset("/assets/dom.js", "dom.js", SCRIPT),
            new Asset("/assets/words.js", "words.js", SCRIPT),
            new Asset("/assets/live.js", "live.js", SCRIPT),
            new Asset("/assets/keys.js", "keys.js", SCRIPT),
            new Asset("/assets/overview.js", "overview.js", SCRIPT),
            new Asset("/assets/list.js", "list.js", SCRIPT),
            new Asset("/assets/range.js", "range.js", SCRIPT),
            new Asset("/assets/case.js", "case.js", SCRIPT),
            new Asset("/assets/timeline.js", "timeline.js", SCRIPT),
            new Asset("/assets/processes.js", "processes.js", SCRIPT),
            new Asset("/assets/score.js", "score.js", SCRIPT),
            new Asset("/assets/guide.js", "guide.js", SCRIPT),
            new Asset("/assets/links.js", "links.js", SCRIPT),
            new Asset("/assets/fleet.js", "fleet.js", SCRIPT),
            new Asset("/assets/group.js", "group.js", SCRIPT),
            new Asset("/assets/campaigns.js", "campaigns.js", SCRIPT),
            new Asset("/assets/dead-letters.js", "dead-letters.js", SCRIPT));

    private final Map<String, HttpReply> byPath = new HashMap<>();

    PageAssets() {
        ALL.forEach(asset -> byPath.put(asset.path(), HttpReply.of(asset.type(), content(asset))));
    }

    /** A page in its frame, by its path. */
    public static String page(String path) {
        return ALL.stream()
                .filter(asset -> asset.path().equals(path))
                .map(asset -> new String(content(asset), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    /** A page stands in the frame that all pages share, in which the link to it says that it is this page. */
    private static byte[] content(Asset asset) {
        byte[] content = content(asset.file());
        if (!asset.type().equals(HTML)) {
            return content;
        }
        String link = "<a href=\"" + asset.path() + "\">";
        String head = text("frame-head.html").replace(link, link.replace(">", " aria-current=\"page\">"));
        return new String(content, StandardCharsets.UTF_8)
                .replace("<!-- frame-head.html -->\n", head)
                .replace("<!-- frame-foot.html -->\n", text("frame-foot.html"))
                .getBytes(StandardCharsets.UTF_8);
    }

    public static String text(String file) {
        return new String(content(file), StandardCharsets.UTF_8);
    }

    @Nullable
    HttpReply at(String path) {
        return byPath.get(path);
    }

    /** Whether somebody who has shown no token may have it: what the login form is made of. */
    static boolean isOpen(String path) {
        return path.equals("/login") || path.equals("/assets/console.css") || path.equals("/assets/icon.svg");
    }

    private static byte[] content(String file) {
        try (InputStream in = PageAssets.class.getResourceAsStream("/console/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks console/" + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Asset(String path, String file, String type) {}
}
