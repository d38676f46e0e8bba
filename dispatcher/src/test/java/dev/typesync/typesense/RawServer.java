package dev.typesync.typesense;

import dev.typesync.config.Secret;
import dev.typesync.config.TypesenseConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers the first request with the given bytes and closes the connection, for answers that violate HTTP. */
final class RawServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RawServer.class.getName());

    private final ServerSocket listener;

    RawServer(String answer) {
        try {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(() -> serve(answer), "test-raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(String answer) {
        try (Socket socket = listener.accept()) {
            if (socket.getInputStream().read(new byte[1000]) > 0) {
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the client has closed the connection, or the test is over", e);
        }
    }

    TypesenseConfig config() {
        URI url = URI.create("http://127.0.0.1:" + listener.getLocalPort());
        return TypesenseConfig.of(List.of(url), Secret.of("key"));
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
