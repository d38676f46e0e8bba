package dev.typesync.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A real PgBouncer on 127.0.0.1 in transaction mode, in front of a {@link PostgresServer}. The server ends with the
 * JVM, even if the JVM is killed. Used by one thread at a time.
 */
public final class PgBouncerServer implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration READY_POLL = Duration.ofMillis(50);

    private final ServerFiles files;
    private final int port;
    private final Process process;

    private PgBouncerServer(ServerFiles files, int port, Process process) {
        this.files = files;
        this.port = port;
        this.process = process;
    }

    /** Finds the executable; as root on Debian it is installed first. Nothing if there is none. */
    public static Optional<Path> locate() {
        return BinaryScript.run("pgbouncer.sh");
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @param binary the executable
     * @param serverConnections the most connections to one database
     * @param settings further lines of the section {@code [pgbouncer]}
     */
    public static PgBouncerServer start(
            Path binary, PostgresServer postgres, int serverConnections, String... settings) {
        ServerFiles files = ServerFiles.create("typesync-pgbouncer-");
        int port = FreePorts.next();
        try {
            Path configuration = files.directory().resolve("pgbouncer.ini");
            Files.writeString(
                    configuration,
                    configuration(postgres, port, serverConnections) + String.join("\n", settings) + "\n");
            Process process = new ProcessBuilder(binary.toString(), configuration.toString())
                    .directory(files.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(files.log().toFile()))
                    .start();
            PgBouncerServer server = new PgBouncerServer(files, port, process);
            server.awaitListening();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("PgBouncer does not start", e);
        }
    }

    /** The URL of PostgreSQL, with the port of this server instead. */
    public String through(String url) {
        return url.replaceFirst("127\\.0\\.0\\.1:\\d+/", "127.0.0.1:" + port + "/");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        files.delete();
    }

    private static String configuration(PostgresServer postgres, int port, int serverConnections) {
        // PgBouncer refuses to run as root; started by root it changes to this user.
        String user = System.getProperty("user.name").equals("root") ? "user = nobody" : "";
        return """
                [databases]
                * = host=127.0.0.1 port=%d user=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = %d
                max_client_conn = 200
                ignore_startup_parameters = extra_float_digits
                %s
                """.formatted(postgres.port(), postgres.superuser(), port, serverConnections, user);
    }

    private void awaitListening() {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(READY_POLL)
                    .atMost(READY_WITHIN)
                    .until(() -> isListening() || !process.isAlive());
        } catch (ConditionTimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("PgBouncer does not listen:\n" + files.lastLogLines(), e);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("PgBouncer does not start:\n" + files.lastLogLines());
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false; // not yet
        }
    }
}
