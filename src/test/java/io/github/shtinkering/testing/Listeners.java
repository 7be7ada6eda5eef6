package io.github.shtinkering.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a process listens, as Linux tells it. */
public final class Listeners {
    private static final String LISTENING = "0A";
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

    private Listeners() {}

    /** Whether this system tells. */
    public static boolean known() {
        return Files.isReadable(Path.of("/proc/self/net/tcp"));
    }

    /** The TCP addresses on which a process listens; none when it has ended. */
    public static Set<InetSocketAddress> of(long pid) throws IOException {
        Set<InetSocketAddress> listeners = new HashSet<>();
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            Set<String> sockets = sockets(process.resolve("fd"));
            for (String table : new String[] {"tcp", "tcp6"}) {
                for (String line : Files.readAllLines(process.resolve("net").resolve(table))) {
                    String[] fields = line.strip().split("\\s+");
                    if (fields.length > 9 && fields[3].equals(LISTENING) && sockets.contains(fields[9])) {
                        listeners.add(address(fields[1]));
                    }
                }
            }
        } catch (NoSuchFileException e) {
            return Set.of();
        }
        return listeners;
    }

    private static Set<String> sockets(Path descriptors) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> all = Files.list(descriptors)) {
            for (Path descriptor : all.toList()) {
                Matcher socket = SOCKET.matcher(target(descriptor));
                if (socket.matches()) {
                    sockets.add(socket.group(1));
                }
            }
        }
        return sockets;
    }

    private static String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            return "closed meanwhile";
        }
    }

    /** Linux writes each word of four bytes in the processor's own order, which is little-endian. */
    private static InetSocketAddress address(String hex) throws UnknownHostException {
        String[] parts = hex.split(":");
        byte[] words = HexFormat.of().parseHex(parts[0]);
        byte[] address = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            address[i] = words[i / 4 * 4 + 3 - i % 4];
        }
        return new InetSocketAddress(InetAddress.getByAddress(address), Integer.parseInt(parts[1], 16));
    }
}
