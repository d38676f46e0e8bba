package dev.typesync.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.typesync.testkit.FaultSwitch.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The connection of one client through the proxy. It has two threads, one per direction. */
final class ProxiedConnection {
    private static final Logger LOG = System.getLogger(ProxiedConnection.class.getName());
    private static final int CHUNK = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private final FaultSwitch fault;
    private final Consumer<ProxiedConnection> onClose;
    private final AtomicLong requestBytes = new AtomicLong(); // since the last byte of an answer
    private volatile boolean swallowed;

    private ProxiedConnection(Socket client, Socket server, FaultSwitch fault, Consumer<ProxiedConnection> onClose) {
        this.client = client;
        this.server = server;
        this.fault = fault;
        this.onClose = onClose;
    }

    static ProxiedConnection open(
            Socket client, String host, int port, FaultSwitch fault, Consumer<ProxiedConnection> onClose)
            throws IOException {
        try {
            Socket server = new Socket(host, port);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            return new ProxiedConnection(client, server, fault, onClose);
        } catch (IOException e) {
            client.close(); // for this client the server is down
            throw e;
        }
    }

    static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    void start() {
        daemon("typesync-proxy-requests", () -> untilClosed(this::passRequests));
        daemon("typesync-proxy-answers", () -> untilClosed(this::passAnswers));
    }

    int portAtServer() {
        return server.getLocalPort();
    }

    boolean isHalfOpen() {
        return swallowed;
    }

    void swallow() {
        swallowed = true;
    }

    void closeIfSwallowed() {
        if (swallowed) {
            close();
        }
    }

    void close() {
        onClose.accept(this);
        closeQuietly(client);
        closeQuietly(server);
    }

    private void passRequests() throws IOException, InterruptedException {
        byte[] chunk = new byte[CHUNK];
        for (int n = client.getInputStream().read(chunk);
                n >= 0;
                n = client.getInputStream().read(chunk)) {
            Kind kind = fault.awaitNot(Kind.HANG::equals);
            FaultSwitch.Refusal refusal = fault.refusal();
            if (kind == Kind.REFUSE && requestBytes.addAndGet(n) > refusal.longerThanBytes()) {
                refuse(refusal.status());
                return;
            }
            if (!swallowed) {
                server.getOutputStream().write(chunk, 0, n);
            }
        }
    }

    private void passAnswers() throws IOException, InterruptedException {
        Predicate<Kind> holdsBack = kind -> kind == Kind.HANG || kind == Kind.HANG_ANSWERS;
        byte[] chunk = new byte[CHUNK];
        for (int n = server.getInputStream().read(chunk);
                n >= 0;
                n = server.getInputStream().read(chunk)) {
            Kind kind = fault.awaitNot(holdsBack);
            requestBytes.set(0);
            int passed = kind == Kind.CUT_ANSWERS ? 0 : kind == Kind.CUT_INSIDE_ANSWERS ? n / 2 : n;
            if (!swallowed) {
                client.getOutputStream().write(chunk, 0, passed);
            }
            if (passed < n) {
                return;
            }
        }
    }

    /**
     * Answers and reads the rest of the request. Closing with unread bytes would reset the connection and lose the
     * answer.
     */
    private void refuse(int status) throws IOException {
        client.getOutputStream().write(response(status, "{ \"message\": \"Not Ready or Lagging\"}"));
        client.shutdownOutput();
        client.setSoTimeout(5_000);
        InputStream rest = client.getInputStream();
        rest.transferTo(OutputStream.nullOutputStream());
    }

    private void untilClosed(Pump pump) {
        try {
            pump.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "one side closed the connection; it is closed for the other side too", e);
        } finally {
            if (!swallowed) {
                close();
            }
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a socket was already closed", e);
        }
    }

    private static byte[] response(int status, String body) {
        return ("HTTP/1.1 " + status + " of a proxy\r\nContent-Type: application/json\r\nConnection: close\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(US_ASCII);
    }

    /** Copies one direction until the connection ends. */
    private interface Pump {
        void run() throws IOException, InterruptedException;
    }
}
