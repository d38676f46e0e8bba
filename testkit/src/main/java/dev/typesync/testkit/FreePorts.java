package dev.typesync.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds free TCP ports on 127.0.0.1, below the range that Linux uses for outgoing connections. So no outgoing
 * connection can take the port of a server that is temporarily down.
 */
final class FreePorts {
    private static final int FIRST = 15_000;
    private static final int LIMIT = 32_000;
    private static final int ATTEMPTS = 1_000;

    private FreePorts() {}

    static int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LIMIT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + FIRST + " and " + LIMIT);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false; // the port is in use
        }
    }
}
