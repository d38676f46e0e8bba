package dev.typesync.replicator;

import dev.typesync.source.ConnectionFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Connections that can be aborted all together, like those of a killed process. */
public final class KillableConnections implements ConnectionFactory {
    private final String url;
    private final List<Connection> open = new ArrayList<>();
    private boolean killed;

    public KillableConnections(String url) {
        this.url = url;
    }

    @Override
    public synchronized Connection open() throws SQLException {
        if (killed) {
            throw new SQLException("the process is dead", "08001");
        }
        Connection connection = DriverManager.getConnection(url);
        open.add(connection);
        return connection;
    }

    public synchronized void kill() throws SQLException {
        killed = true;
        for (Connection connection : open) {
            connection.abort(Runnable::run);
        }
    }
}
