package io.github.shtinkering.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shtinkering.console.cases.CaseSource;
import io.github.shtinkering.console.cases.files.FilesSource;
import io.github.shtinkering.console.cases.files.OutputPlace;
import io.github.shtinkering.console.cases.opensearch.OpenSearchSource;
import io.github.shtinkering.console.web.AccessControl;
import io.github.shtinkering.console.web.ConsoleServer;
import io.github.shtinkering.sink.opensearch.IndexNames;
import io.github.shtinkering.sink.opensearch.OpenSearchSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code jobs/console}: one page over what the job found. */
@CommandLine.Command(
        name = "jobs/console",
        sortOptions = false,
        description = "Serves one page over what the job found, for a browser, until it is interrupted.",
        footer = {
            "",
            "It demands the token of --token-file, else of the environment variable " + ConsoleCommand.TOKEN_VARIABLE
                    + ". Without one it asks for nothing on loopback, and makes and prints one with --listen."
                    + " It speaks plain HTTP; put a TLS proxy in front of it where others share the network. Behind"
                    + " one on this machine stay on loopback, and give --name and a token.",
            "",
            "Exit codes: 0 ended, 1 it failed, 2 the command line, a directory or an address cannot be used."
        })
public final class ConsoleCommand implements Callable<Integer> {
    /** Where people find the console unless told otherwise. */
    public static final int DEFAULT_PORT = 8090;

    static final String TOKEN_VARIABLE = "SHTINKERING_CONSOLE_TOKEN";

    static final String AUTH_VARIABLE = "SHTINKERING_OPENSEARCH_AUTH";

    private static final int LAST_PORT = 65_535;

    /** Where the cases are: one of the two. */
    static final class Place {
        @CommandLine.Option(
                names = "--output",
                paramLabel = "DIR",
                description = "What a replay, a demo or a job's files sink writes, also while it does; found below DIR,"
                        + " too.")
        private @Nullable Path output;

        @CommandLine.Parameters(paramLabel = "DIR", description = "The same, without the option's name.")
        private @Nullable Path directory;

        @CommandLine.Option(
                names = "--opensearch",
                paramLabel = "URL",
                description = "A node of the index that a job's OpenSearch sink writes, https://host:port.")
        private @Nullable URI opensearch;
    }

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @CommandLine.ArgGroup(multiplicity = "1")
    private Place place = new Place();

    @CommandLine.Option(
            names = "--port",
            defaultValue = "" + DEFAULT_PORT,
            paramLabel = "N",
            description = "Where to listen; 0 for any free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @CommandLine.Option(
            names = "--listen",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "Address to listen on (default: ${DEFAULT-VALUE}; 0.0.0.0 for all, with a token).")
    private String listen = "";

    @CommandLine.Option(
            names = "--name",
            paramLabel = "HOST",
            description = "A name under which browsers find it, besides its address: a proxy's, too. Repeatable.")
    private Set<String> names = Set.of();

    @CommandLine.Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File whose first line is the token that it demands.")
    private @Nullable Path tokenFile;

    @CommandLine.Option(
            names = "--auth-file",
            paramLabel = "FILE",
            description = "File whose one line is user:password or 'ApiKey KEY', with --opensearch; else that of the"
                    + " environment variable " + AUTH_VARIABLE + ".")
    private @Nullable Path authFile;

    @CommandLine.Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "PEM certificates that sign the index's own, with --opensearch; else those that Java trusts.")
    private @Nullable Path caFile;

    @Override
    public Integer call() throws InterruptedException {
        InetAddress address = address();
        String given = givenToken();
        String made = given == null && !address.isLoopbackAddress() ? AccessControl.randomToken() : null;
        PrintWriter out = line().getOut();
        CaseSource source = usableSource();
        try (ConsoleServer server = start(address, given == null ? made : given, source)) {
            if (made != null) {
                out.println("the token of this run is " + made);
            }
            out.println("the console is at " + server.url() + " (end it with Ctrl-C)");
            warn(source);
            new CountDownLatch(1).await();
        }
        return CommandLine.ExitCode.OK;
    }

    /** What must be known before somebody trusts the page; of a source that does not answer the page itself tells. */
    private void warn(CaseSource source) {
        try {
            JsonNode notice = source.overview(null).at("/source/notice");
            if (notice.isTextual()) {
                line().getErr().println("jobs/console: warning: " + notice.asText());
            }
        } catch (IOException e) {
            line().getErr().println("jobs/console: " + e.getMessage());
        }
    }

    private CaseSource usableSource() {
        try {
            requireUsable();
            return source();
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw refused("--output cannot be read: " + e.getMessage(), e);
        }
    }

    private ConsoleServer start(InetAddress address, @Nullable String token, CaseSource source) {
        try {
            AccessControl access =
                    token == null ? AccessControl.loopback(lowerNames()) : AccessControl.withToken(token, lowerNames());
            return ConsoleServer.start(address, port, access, source);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw refused(
                    "cannot listen on " + listen + " port " + port + " (" + e.getMessage()
                            + "): choose another --port or --listen",
                    e);
        }
    }

    private void requireUsable() {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("--port is a number from 0 to " + LAST_PORT);
        }
    }

    private CaseSource source() throws IOException {
        if (place.opensearch != null) {
            String authorization = authorization();
            return new OpenSearchSource(new OpenSearchSettings(
                    List.of(node(place.opensearch)),
                    IndexNames.DEFAULT,
                    authorization == null ? null : () -> authorization,
                    caFile == null ? null : caFile.toString()));
        }
        return new FilesSource(
                OutputPlace.find(place.output != null ? place.output : Objects.requireNonNull(place.directory)));
    }

    private static URI node(URI node) {
        boolean http = "https".equals(node.getScheme()) || "http".equals(node.getScheme());
        if (!http || node.getHost() == null || node.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "--opensearch is https://host:port or http://host:port, without a user: see --auth-file");
        }
        return node;
    }

    /** The header that says who asks; null for nobody. The secret is never printed. */
    private @Nullable String authorization() {
        String line = authFile == null ? System.getenv(AUTH_VARIABLE) : firstLine("--auth-file", authFile);
        if (line == null || line.startsWith("ApiKey ")) {
            return line;
        }
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("the authorization is user:password or 'ApiKey KEY'");
        }
        return OpenSearchSettings.basic(line.substring(0, colon), line.substring(colon + 1));
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(listen);
        } catch (UnknownHostException e) {
            throw refused("--listen " + listen + " is not an address of this machine", e);
        }
    }

    private Set<String> lowerNames() {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private @Nullable String givenToken() {
        return tokenFile == null ? System.getenv(TOKEN_VARIABLE) : firstLine("--token-file", tokenFile);
    }

    private String firstLine(String option, Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw refused(option + " " + file + " cannot be read: name a file", e);
        }
    }

    private CommandLine.ParameterException refused(String sentence, Exception cause) {
        return new CommandLine.ParameterException(line(), sentence, cause);
    }

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("not started from a command line");
        }
        return spec.commandLine();
    }
}
