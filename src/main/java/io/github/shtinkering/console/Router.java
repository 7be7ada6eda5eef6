package io.github.shtinkering.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests: who may not ask is sent away first, then paths are looked up; there is nothing to write to. */
final class Router implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final int DEFAULT_PAGE = 50;
    private static final int MOST_ROWS = 200;
    private static final int MOST_SKIPPED = 10_000_000;
    private static final int LONGEST_FORM = 4_096;

    private final Access access;
    private final CaseSource source;
    private final Assets assets = new Assets();

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
        if (!Assets.isOpen(path) && !access.mayRead(asked.getFirst("Authorization"), asked.getFirst("Cookie"))) {
            return path.startsWith("/api/") || path.startsWith("/export/")
                    ? Reply.problem(401, "show the token").with("WWW-Authenticate", "Bearer")
                    : Reply.seeOther("/login");
        }
        return found(path, CaseFilter.parameters(exchange.getRequestURI().getRawQuery()));
    }

    private Reply found(String path, Map<String, List<String>> parameters) throws IOException {
        return switch (path) {
            case "/api/overview" -> Reply.json(source.overview());
            case "/api/cases" -> cases(parameters);
            case "/api/case" -> document(parameters);
            case "/api/campaigns" -> Reply.json(source.campaigns());
            case "/export/cases.ndjson" -> exportNdjson(CaseFilter.of(parameters));
            case "/export/cases.csv" -> exportCsv(CaseFilter.of(parameters));
            default -> {
                Reply asset = assets.at(path);
                yield asset == null ? Reply.problem(404, "there is nothing here") : asset;
            }
        };
    }

    private Reply cases(Map<String, List<String>> parameters) throws IOException {
        int offset = number(parameters, "offset", 0, MOST_SKIPPED);
        int limit = number(parameters, "limit", DEFAULT_PAGE, MOST_ROWS);
        return Reply.json(source.cases(CaseFilter.of(parameters), offset, limit));
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
        return Reply.stream(
                        "application/x-ndjson",
                        out -> source.export(filter, (row, document) -> {
                            out.write(document);
                            out.write('\n');
                        }))
                .asFile("cases.ndjson");
    }

    private Reply exportCsv(CaseFilter filter) {
        return Reply.stream("text/csv; charset=utf-8", out -> {
                    write(out, Csv.HEADER);
                    source.export(filter, (row, document) -> write(out, Csv.line(row)));
                })
                .asFile("cases.csv");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private Reply login(HttpExchange exchange) throws IOException {
        byte[] form = exchange.getRequestBody().readNBytes(LONGEST_FORM);
        String shown = CaseFilter.parameters(new String(form, StandardCharsets.UTF_8))
                .getOrDefault("token", List.of(""))
                .get(0);
        return access.isToken(shown.strip())
                ? Reply.seeOther("/").with("Set-Cookie", access.sessionCookie())
                : Reply.seeOther("/login#refused");
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
