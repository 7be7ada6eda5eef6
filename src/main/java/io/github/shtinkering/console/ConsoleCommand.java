package io.github.shtinkering.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
            "On loopback it asks for nothing. With --listen it demands a token: that of --token-file, else of the"
                    + " environment variable " + ConsoleCommand.TOKEN_VARIABLE + ", else a new one that it prints."
                    + " It speaks plain HTTP; put a TLS proxy in front of it where others share the network.",
            "",
            "Exit codes: 0 ended, 1 it failed, 2 the command line, a directory or an address cannot be used."
        })
public final class ConsoleCommand implements Callable<Integer> {
    /** Where people find the console unless told otherwise. */
    public static final int DEFAULT_PORT = 8090;

    static final String TOKEN_VARIABLE = "SHTINKERING_CONSOLE_TOKEN";

    private static final int LAST_PORT = 65_535;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @CommandLine.Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "What a replay, a demo or a job's files sink writes, also while it does.")
    private Path output = Path.of("");

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
            description = "A name under which browsers find it, besides its address, with --listen. Repeatable.")
    private Set<String> names = Set.of();

    @CommandLine.Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File whose first line is the token, with --listen.")
    private @Nullable Path tokenFile;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("UnusedVariable") // picocli asks the option, not the field
    private boolean help;

    @Override
    public Integer call() throws InterruptedException {
        String given = givenToken();
        String token = given == null ? Access.randomToken() : given;
        PrintWriter out = line().getOut();
        try (ConsoleServer server = start(token)) {
            if (given == null && !address().isLoopbackAddress()) {
                out.println("the token of this run is " + token);
            }
            out.println("the console is at " + server.url() + " (end it with Ctrl-C)");
            new CountDownLatch(1).await();
        }
        return CommandLine.ExitCode.OK;
    }

    private ConsoleServer start(String token) {
        try {
            requireUsable();
            InetAddress address = address();
            Access access = address.isLoopbackAddress() ? Access.loopback() : Access.withToken(token, lowerNames());
            return ConsoleServer.start(address, port, access, new FilesSource(output));
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
        if (!Files.isDirectory(output)) {
            throw new IllegalArgumentException(
                    "--output " + output + " is no directory: name one that jobs/replay or jobs/demo writes");
        }
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(listen);
        } catch (UnknownHostException e) {
            throw refused("--listen " + listen + " is no address of this machine", e);
        }
    }

    private Set<String> lowerNames() {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private @Nullable String givenToken() {
        if (tokenFile == null) {
            return System.getenv(TOKEN_VARIABLE);
        }
        try {
            return Files.readString(tokenFile).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw refused("--token-file " + tokenFile + " cannot be read: name a file", e);
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
