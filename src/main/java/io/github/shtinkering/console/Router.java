package io.github.shtinkering.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
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
final class Router implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final int DEFAULT_PAGE = 50;
    private static final int MOST_ROWS = 200;
    private static final int MOST_SKIPPED = 10_000_000;
    private static final int MOST_EXPORTS = 4;
    private static final int LONGEST_FORM = 4_096;

    private final Access access;
    private final CaseSource source;
    private final InstantSource clock = InstantSource.system();
    private final Assets assets = new Assets();
    private final Semaphore exports = new Semaphore(MOST_EXPORTS);

    Router(Access access, CaseSource source) {
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

    private static Reply refusal(Exception e) {
        if (e instanceof IllegalArgumentException) {
            return Reply.problem(400, String.valueOf(e.getMessage()));
        } else if (e instanceof IOException) {
            LOG.warn("The source cannot be read", e);
            return Reply.problem(503, String.valueOf(e.getMessage()));
        }
        LOG.error("A request was not answered", e);
        return Reply.problem(500, "the console failed; its log says more");
    }

    private Reply checked(HttpExchange exchange) throws IOException {
        Headers asked = exchange.getRequestHeaders();
        String path = exchange.getRequestURI().getPath();
        if (!access.isOurName(asked.getFirst("Host"))) {
            return Reply.problem(421, "this console is not known under that name: ask for its address, or --name it");
        }
        if ("cross-site".equals(asked.getFirst("Sec-Fetch-Site")) && path.matches("/(api|export)/.*")) {
            return Reply.problem(403, "another site may not read this");
        }
        if (exchange.getRequestMethod().equals("POST") && path.equals("/login") && access.asksForToken()) {
            return login(exchange);
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return Reply.problem(405, "there is only GET here").with("Allow", "GET");
        }
        Access.Answer mayRead = Assets.isOpen(path)
                ? Access.Answer.YES
                : access.read(asked.getFirst("Authorization"), asked.getFirst("Cookie"), asking(exchange));
        if (mayRead == Access.Answer.LATER) {
            return later();
        }
        if (mayRead == Access.Answer.NO) {
            return path.startsWith("/api/") || path.startsWith("/export/")
                    ? Reply.problem(401, "show the token").with("WWW-Authenticate", "Bearer")
                    : Reply.seeOther("/login");
        }
        return found(path, CaseFilter.parameters(exchange.getRequestURI().getRawQuery()));
    }

    private Reply found(String path, Map<String, List<String>> parameters) throws IOException {
        return switch (path) {
            case "/api/overview" -> Reply.json(source.overview(CaseFilter.since(parameters, clock.instant())));
            case "/api/cases" -> cases(parameters);
            case "/api/case" -> document(parameters);
            case "/api/campaigns" -> Reply.json(source.campaigns());
            case "/api/dead-letters" -> Reply.json(source.deadLetters());
            case "/export/cases.ndjson" -> exportNdjson(filter(parameters));
            case "/export/cases.csv" -> exportCsv(filter(parameters));
            default -> {
                Reply asset = assets.at(path);
                yield asset == null ? Reply.problem(404, "there is nothing here") : asset;
            }
        };
    }

    private Reply cases(Map<String, List<String>> parameters) throws IOException {
        int offset = number(parameters, "offset", 0, MOST_SKIPPED);
        int limit = number(parameters, "limit", DEFAULT_PAGE, MOST_ROWS);
        return Reply.json(source.cases(filter(parameters), offset, limit));
    }

    private CaseFilter filter(Map<String, List<String>> parameters) {
        return CaseFilter.of(parameters, clock.instant());
    }

    private Reply document(Map<String, List<String>> parameters) throws IOException {
        String id = parameters.getOrDefault("id", List.of("")).get(0);
        byte[] document = source.document(id);
        if (document == null) {
            return Reply.problem(404, "there is no such case");
        }
        Reply reply = Reply.of("application/json", document);
        return parameters.containsKey("download") ? reply.asFile("case.json") : reply;
    }

    private Reply exportNdjson(CaseFilter filter) {
        return export(
                "application/x-ndjson",
                "cases.ndjson",
                out -> source.export(filter, (row, document) -> {
                    out.write(document);
                    out.write('\n');
                }));
    }

    private Reply exportCsv(CaseFilter filter) {
        return export("text/csv; charset=utf-8", "cases.csv", out -> {
            write(out, Csv.HEADER);
            source.export(filter, (row, document) -> write(out, Csv.line(row)));
        });
    }

    /** Only a few at once: each reads all cases, and lasts as long as its reader likes. */
    private Reply export(String type, String name, Reply.Body body) {
        if (!exports.tryAcquire()) {
            return Reply.problem(503, "as many exports run as may at once: try again when one has ended")
                    .with("Retry-After", "30");
        }
        return Reply.stream(type, body).asFile(name).atTheEnd(exports::release);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private Reply login(HttpExchange exchange) throws IOException {
        byte[] form = exchange.getRequestBody().readNBytes(LONGEST_FORM);
        String shown = CaseFilter.parameters(new String(form, StandardCharsets.UTF_8))
                .getOrDefault("token", List.of(""))
                .get(0);
        return switch (access.show(shown.strip(), asking(exchange))) {
            case YES -> Reply.seeOther("/").with("Set-Cookie", access.sessionCookie());
            case NO -> Reply.seeOther("/login#refused");
            case LATER -> later();
        };
    }

    private static InetAddress asking(HttpExchange exchange) {
        return exchange.getRemoteAddress().getAddress();
    }

    private static Reply later() {
        return Reply.problem(429, "too many wrong tokens came from your address: wait a minute")
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
