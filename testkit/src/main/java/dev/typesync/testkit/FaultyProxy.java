package dev.typesync.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A TCP proxy on 127.0.0.1 between a client and PostgreSQL or Typesense that simulates faults. A fault applies to open
 * and new connections, from the next bytes, until the next call. Thread-safe.
 */
public final class FaultyProxy implements AutoCloseable {
    private static final Logger LOG = System.getLogger(FaultyProxy.class.getName());

    private final ServerSocket listener;
    private final String targetHost;
    private final int targetPort;
    private final FaultSwitch fault = new FaultSwitch();
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private FaultyProxy(ServerSocket listener, String targetHost, int targetPort) {
        this.listener = listener;
        this.targetHost = targetHost;
        this.targetPort = targetPort;
    }

    /** Starts a proxy that passes all bytes. */
    public static FaultyProxy to(String host, int port) {
        try {
            FaultyProxy proxy = new FaultyProxy(
                    new ServerSocket(FreePorts.next(), 50, InetAddress.getLoopbackAddress()), host, port);
            ProxiedConnection.daemon("typesync-proxy-accept", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("no proxy to " + host + ":" + port, e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The number of connections accepted so far. */
    public int accepted() {
        return accepted.get();
    }

    /**
     * The ports from which the open connections reach the server, as the server sees them. Without the half-open ones:
     * their clients may have closed them.
     */
    public Set<Integer> portsAtServer() {
        return open.stream()
                .filter(connection -> !connection.isHalfOpen())
                .map(ProxiedConnection::portAtServer)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Ends the fault: bytes flow again, including those that were held back. Connections whose bytes were swallowed are
     * closed.
     */
    public void pass() {
        fault.set(FaultSwitch.Kind.PASS);
        open.forEach(ProxiedConnection::closeIfSwallowed);
    }

    /** Closes all connections, and each new connection immediately. */
    public void cut() {
        fault.set(FaultSwitch.Kind.CUT);
        cutConnections();
    }

    /** Closes the connections that are open now. New connections are not affected. */
    public void cutConnections() {
        open.forEach(ProxiedConnection::close);
    }

    /** Holds back all bytes in both directions; connections stay open. */
    public void hang() {
        fault.set(FaultSwitch.Kind.HANG);
    }

    /**
     * Loses all further bytes of the connections that are open now, and neither side notices that the other one closes:
     * half-open connections, as after the move of an address. New connections are not affected.
     */
    public void swallow() {
        open.forEach(ProxiedConnection::swallow);
    }

    /**
     * Requests reach the server and are executed, but the answers are held back: the client cannot know the outcome.
     */
    public void hangAnswers() {
        fault.set(FaultSwitch.Kind.HANG_ANSWERS);
    }

    /** Requests reach the server and are executed, but the connection is closed instead of an answer. */
    public void cutAnswers() {
        fault.set(FaultSwitch.Kind.CUT_ANSWERS);
    }

    /** Requests reach the server and are executed, and the connection is closed in the middle of the answer. */
    public void cutInsideAnswers() {
        fault.set(FaultSwitch.Kind.CUT_INSIDE_ANSWERS);
    }

    /** Delays each chunk of data in both directions. */
    public void delay(Duration delay) {
        fault.delay(delay);
    }

    /** Answers each HTTP request with 503, as Typesense does when it lags. The request does not reach the server. */
    public void answer503() {
        answer(503, 0);
    }

    /**
     * Answers HTTP requests instead of the server, like a load balancer that finds no server or limits the length.
     *
     * @param longerThanBytes requests up to this length, with their headers, reach the server
     */
    public void answer(int status, long longerThanBytes) {
        fault.refuse(new FaultSwitch.Refusal(status, longerThanBytes));
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            acceptOne();
        }
    }

    private void acceptOne() {
        try {
            Socket client = listener.accept();
            accepted.incrementAndGet();
            connect(client);
        } catch (IOException e) {
            LOG.log(
                    Level.DEBUG,
                    "no connection: the proxy is closed, the server is down, or the client has closed it",
                    e);
        }
    }

    private void connect(Socket client) throws IOException {
        if (fault.kind() == FaultSwitch.Kind.CUT) {
            client.close();
            return;
        }
        ProxiedConnection connection = ProxiedConnection.open(client, targetHost, targetPort, fault, open::remove);
        open.add(connection);
        connection.start();
    }
}
