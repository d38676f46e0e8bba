package dev.typesync.benchmarks.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The server process of a connection. It must run on this machine. */
final class Backend {
    private final Path schedstat;

    private Backend(long pid) {
        this.schedstat = Path.of("/proc", Long.toString(pid), "schedstat");
    }

    static Backend of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return new Backend(row.getLong(1));
        }
    }

    /** The CPU time of the process in nanoseconds: the first number of Linux's {@code /proc/PID/schedstat}. */
    long cpuNanos() {
        try {
            String line = Files.readString(schedstat);
            return Long.parseLong(line.substring(0, line.indexOf(' ')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
