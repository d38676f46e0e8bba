package dev.typesync.benchmarks.driver;

import java.sql.Connection;
import java.sql.SQLException;

/** One operation of an application. Thread-safe: the lane holds all state. */
interface Workload {
    String name();

    /** Additional URL parameters, each with a leading {@code &}. */
    default String urlParameters() {
        return "";
    }

    /** The number of rows in replicated tables that it changes. If it is 0, typesync sends the statement unchanged. */
    int capturedRows();

    /** Prepares a new connection. */
    default void prepare(Connection connection) throws SQLException {}

    /**
     * Runs the operation once, with everything that an application does with a pooled connection: prepare, bind,
     * execute, read, close.
     *
     * @param floor whether to send the SQL of typesync
     */
    void run(Connection connection, Keys keys, boolean floor) throws SQLException;
}
