package io.github.shtinkering.console.web;

import com.sun.net.httpserver.HttpServer;
import io.github.shtinkering.console.cases.CaseSource;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The console's HTTP server. It answers until it is closed. */
public final class ConsoleServer implements AutoCloseable {
    /** A thread reads a request's header: whoever is slow to send one holds a thread, and there must be others. */
    private static final int THREADS = 256;

    private static final int WAITING = 256;

    static {
        // The server reads these once: whoever is slow to ask or to listen does not hold a thread for ever.
        setUnlessTold("sun.net.httpserver.maxReqTime", "5");
        setUnlessTold("sun.net.httpserver.maxRspTime", "600");
        setUnlessTold("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private ConsoleServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts to answer.
     *
     * @param port 0 for any free one
     * @throws IOException when the address cannot be listened on; the message says why
     */
    public static ConsoleServer start(InetAddress address, int port, AccessControl access, CaseSource source)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), WAITING);
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), ConsoleServer::thread);
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        server.createContext("/", new RequestRouter(access, source));
        server.start();
        return new ConsoleServer(server, threads);
    }

    /** Where a browser on this machine finds it. */
    public String url() {
        InetSocketAddress bound = server.getAddress();
        InetAddress address =
                bound.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound.getAddress();
        String host = address.getHostAddress();
        return "http://" + (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + bound.getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "console");
        thread.setDaemon(true);
        return thread;
    }

    private static void setUnlessTold(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
