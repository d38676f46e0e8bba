package dev.typesync.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * One connection to the primary server. It is opened when it is needed and opened again after it broke. One thread at a
 * time uses it.
 *
 * <p>Thread-safe: {@link #run} blocks while another thread uses the connection, and threads are served in the order of
 * their calls. Closing interrupts a running statement.
 */
public final class DatabaseLink implements AutoCloseable {
    /** How long a statement waits for an answer if nothing else is said. */
    public static final Duration NETWORK_TIMEOUT = Duration.ofSeconds(10);

    private final ConnectionFactory factory;
    private final int networkTimeoutMillis;
    private final Action openCheck;
    private final ReentrantLock lock = new ReentrantLock(true);
    private volatile @Nullable Connection connection;
    private volatile @Nullable BorrowedSettings before;
    private volatile boolean closed;

    /** A link without a check, with the usual network timeout. */
    public DatabaseLink(ConnectionFactory factory) {
        this(factory, NETWORK_TIMEOUT, opened -> {});
    }

    /**
     * @param networkTimeout if the server sends nothing for so long while a statement runs, the statement fails and the
     *     connection is closed: the server hangs, or it is cut off
     * @param openCheck runs with each new connection before anything else uses it; if it fails, the connection is closed
     */
    public DatabaseLink(ConnectionFactory factory, Duration networkTimeout, Action openCheck) {
        this.factory = factory;
        this.networkTimeoutMillis = Math.toIntExact(networkTimeout.toMillis());
        this.openCheck = openCheck;
    }

    /**
     * Work that needs the connection for a short time.
     *
     * @param <X> a checked exception that it throws in addition to {@link SQLException}; it leaves the connection open
     */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        T with(Connection connection) throws SQLException, X;
    }

    /**
     * Runs the work with the connection, which is in autocommit mode. If the work fails and leaves the connection
     * broken or inside a transaction, the connection is closed.
     */
    public <T, X extends Exception> T run(Work<T, X> work) throws SQLException, X {
        lock.lock();
        try {
            Connection usable = connection();
            try {
                return work.with(usable);
            } catch (SQLException | RuntimeException | Error failure) {
                dropUnlessUsable(usable);
                throw failure;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Work without a result. */
    @FunctionalInterface
    public interface Action {
        void with(Connection connection) throws SQLException;
    }

    /** Like {@link #run}, without a result. */
    public void execute(Action action) throws SQLException {
        run(connection -> {
            action.with(connection);
            return true;
        });
    }

    /** Runs the work in one transaction, which is rolled back if the work fails. */
    public static <T, X extends Exception> T inTransaction(Connection connection, Work<T, X> work)
            throws SQLException, X {
        connection.setAutoCommit(false);
        try {
            T result = work.with(connection);
            connection.commit();
            return result;
        } catch (Exception failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private Connection connection() throws SQLException {
        Connection current = connection;
        if (current != null && !current.isClosed()) {
            return current;
        }
        if (closed) {
            throw new SQLException("typesync has closed this connection", "08003");
        }
        Connection opened = factory.open();
        BorrowedSettings borrowed = BorrowedSettings.of(opened);
        try {
            prepare(opened);
            openCheck.with(opened);
        } catch (SQLException | RuntimeException failure) {
            giveBack(opened, borrowed);
            throw failure;
        }
        before = borrowed;
        connection = opened;
        if (closed) { // close() may have run while the connection was being opened
            giveBack(opened, borrowed);
        }
        return opened;
    }

    private static void giveBack(Connection used, @Nullable BorrowedSettings borrowed) throws SQLException {
        try {
            if (borrowed != null && !used.isClosed()) {
                borrowed.restore(used);
            }
        } finally {
            used.close();
        }
    }

    private void prepare(Connection opened) throws SQLException {
        opened.setNetworkTimeout(Runnable::run, networkTimeoutMillis);
        opened.setAutoCommit(true);
        opened.setReadOnly(false);
        opened.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        opened.setClientInfo("ApplicationName", "typesync");
        @Nullable
        PGConnection pgConnection = opened.isWrapperFor(PGConnection.class) ? opened.unwrap(PGConnection.class) : null;
        if (pgConnection != null) {
            pgConnection.setPrepareThreshold(0); // until it is known that there is no pooler
        }
        try (Statement statement = opened.createStatement();
                ResultSet row =
                        statement.executeQuery("select pg_catalog.pg_is_in_recovery(), pg_catalog.pg_backend_pid()")) {
            row.next();
            if (pgConnection != null && isDirect(pgConnection, row.getInt(2))) {
                pgConnection.setPrepareThreshold(1); // the server plans typesync's statements once
            }
            if (row.getBoolean(1)) {
                throw new SQLException(
                        "the database server is a standby, but typesync needs the primary; let database.url lead to"
                                + " it, for example with targetServerType=primary",
                        "25006");
            }
        }
    }

    /**
     * Whether the client has its server process for itself. With a pooler such as PgBouncer the next statement may run in
     * another process, which does not have the named statements of this one. A pooler gives the client a number of its
     * own instead of that of the process.
     */
    private static boolean isDirect(PGConnection pgConnection, int serverProcess) {
        return pgConnection.getBackendPID() == serverProcess;
    }

    private void dropUnlessUsable(Connection used) {
        try {
            if (used.isClosed() || (used.getAutoCommit() && used.isValid(1))) {
                return;
            }
            giveBack(used, before);
        } catch (SQLException alreadyBroken) {
            connection = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        Connection current = connection;
        if (current == null) {
            return;
        }
        try {
            if (lock.tryLock()) {
                try {
                    giveBack(current, before);
                } finally {
                    lock.unlock();
                }
            } else {
                current.abort(Runnable::run); // closes the socket while another thread uses it
            }
        } catch (SQLException alreadyBroken) {
            connection = null;
        }
    }
}
