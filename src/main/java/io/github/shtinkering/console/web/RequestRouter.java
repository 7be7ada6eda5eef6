package io.github.shtinkering.console.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.shtinkering.console.cases.CaseFilter;
import io.github.shtinkering.console.cases.CaseSource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests: who may not ask is sent away first, then paths are looked up; there is nothing to write to. */
final class RequestRouter implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RequestRouter.class);
    private static final int DEFAULT_PAGE = 50;
    private static final int MOST_ROWS = 200;
    private static final int MOST_SKIPPED = 10_000_000;
    private static final int MOST_EXPORTS = 4;
    private static final int LONGEST_FORM = 4_096;

    private final AccessControl access;
    private final CaseSource source;
    private final InstantSource clock = InstantSource.system();
    private final PageAssets assets = new PageAssets();
    private final Semaphore exports = new Semaphore(MOST_EXPORTS);

    RequestRouter(AccessControl access, CaseSource source) {
        this.access = access;
        this.source = source;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            answer(exchange);
            exchange.close();
        } catch (IOException | RuntimeException e) {
            // Mostly somebody who has closed the window. An answer that has begun cannot be taken back; as the exchange
            // is not closed, the server cuts the connection, and nobody takes a part for the whole.
            LOG.info("An answer was cut off", e);
            throw e;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            checked(exchange).send(exchange);
        } catch (IOException | RuntimeException e) {
            if (LateBody.hasBegun(exchange)) {
                throw e;
            }
            refusal(e).send(exchange);
        }
    }

    private static HttpReply refusal(Exception e) {
        if (e instanceof IllegalArgumentException) {
            return HttpReply.problem(400, String.valueOf(e.getMessage()));
        } else if (e instanceof IOException) {
            LOG.warn("The source cannot be read", e);
            return HttpReply.problem(503, String.valueOf(e.getMessage()));
        }
        LOG.error("A request was not answered", e);
        return HttpReply.problem(500, "the console failed; its log says more");
    }

    private HttpReply checked(HttpExchange exchange) throws IOException {
        Headers asked = exchange.getRequestHeaders();
        String path = exchange.getRequestURI().getPath();
        if (!access.isOurName(asked.getFirst("Host"))) {
            return HttpReply.problem(
                    421, "this console is not known under that name: ask for its address, or --name it");
        }
        if ("cross-site".equals(asked.getFirst("Sec-Fetch-Site")) && path.matches("/(api|export)/.*")) {
            return HttpReply.problem(403, "another site may not read this");
        }
        if (exchange.getRequestMethod().equals("POST") && path.equals("/login") && access.asksForToken()) {
            return login(exchange);
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return HttpReply.problem(405, "there is only GET here").with("Allow", "GET");
        }
        AccessControl.Answer mayRead = PageAssets.isOpen(path)
                ? AccessControl.Answer.YES
                : access.read(asked.getFirst("Authorization"), asked.getFirst("Cookie"), asking(exchange));
        if (mayRead == AccessControl.Answer.LATER) {
            return later();
        }
        if (mayRead == AccessControl.Answer.NO) {
            return path.startsWith("/api/") || path.startsWith("/export/")
                    ? HttpReply.problem(401, "show the token").with("WWW-Authenticate", "Bearer")
                    : HttpReply.seeOther("/login");
        }
        return found(path, CaseFilter.parameters(exchange.getRequestURI().getRawQuery()));
    }

    private HttpReply found(String path, Map<String, List<String>> parameters) throws IOException {
        return switch (path) {
            case "/api/overview" -> HttpReply.json(source.overview(CaseFilter.since(parameters, clock.instant())));
            case "/api/cases" -> cases(parameters);
            case "/api/case" -> document(parameters);
            case "/api/campaigns" -> HttpReply.json(source.campaigns());
            case "/api/dead-letters" -> HttpReply.json(source.deadLetters());
            case "/export/cases.ndjson" -> exportNdjson(filter(parameters));
            case "/export/cases.csv" -> exportCsv(filter(parameters));
            default -> {
                HttpReply asset = assets.at(path);
                yield asset == null ? HttpReply.problem(404, "there is nothing here") : asset;
            }
        };
    }

    private HttpReply cases(Map<String, List<String>> parameters) throws IOException {
        int offset = number(parameters, "offset", 0, MOST_SKIPPED);
        int limit = number(parameters, "limit", DEFAULT_PAGE, MOST_ROWS);
        return HttpReply.json(source.cases(filter(parameters), offset, limit));
    }

    private CaseFilter filter(Map<String, List<String>> parameters) {
        return CaseFilter.of(parameters, clock.instant());
    }

    private HttpReply document(Map<String, List<String>> parameters) throws IOException {
        String id = parameters.getOrDefault("id", List.of("")).get(0);
        byte[] document = source.document(id);
        if (document == null) {
            return HttpReply.problem(404, "there is no such case");
        }
        HttpReply reply = HttpReply.of("application/json", document);
        return parameters.containsKey("download") ? reply.asFile("case.json") : reply;
    }

    private HttpReply exportNdjson(CaseFilter filter) {
        return export(
                "application/x-ndjson",
                "cases.ndjson",
                out -> source.export(filter, (row, document) -> {
                    out.write(document);
                    out.write('\n');
                }));
    }

    private HttpReply exportCsv(CaseFilter filter) {
        return export("text/csv; charset=utf-8", "cases.csv", out -> {
            write(out, CsvLines.HEADER);
            source.export(filter, (row, document) -> write(out, CsvLines.line(row)));
        });
    }

    /** Only a few at once: each reads all cases, and lasts as long as its reader likes. */
    private HttpReply export(String type, String name, HttpReply.Body body) {
        if (!exports.tryAcquire()) {
            return HttpReply.problem(503, "as many exports run as may at once: try again when one has ended")
                    .with("Retry-After", "30");
        }
        return HttpReply.stream(type, body).asFile(name).atTheEnd(exports::release);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpReply login(HttpExchange exchange) throws IOException {
        byte[] form = exchange.getRequestBody().readNBytes(LONGEST_FORM);
        String shown = CaseFilter.parameters(new String(form, StandardCharsets.UTF_8))
                .getOrDefault("token", List.of(""))
                .get(0);
        return switch (access.show(shown.strip(), asking(exchange))) {
            case YES -> HttpReply.seeOther("/").with("Set-Cookie", access.sessionCookie());
            case NO -> HttpReply.seeOther("/login#refused");
            case LATER -> later();
        };
    }

    private static InetAddress asking(HttpExchange exchange) {
        return exchange.getRemoteAddress().getAddress();
    }

    private static HttpReply later() {
        return HttpReply.problem(429, "too many wrong tokens came from your address: wait a minute")
                .with("Retry-After", "60");
    }

    private static int number(Map<String, List<String>> parameters, String name, int otherwise, int most) {
        List<String> given = parameters.getOrDefault(name, List.of());
        if (given.isEmpty() || given.get(0).isEmpty()) {
            return otherwise;
        }
        if (!given.get(0).matches("[0-9]{1,9}") || Integer.parseInt(given.get(0)) > most) {
            throw new IllegalArgumentException(name + " is a number from 0 to " + most);
        }
        return Integer.parseInt(given.get(0));
    }
}
