package dev.typesync.benchmarks.driver;

import java.sql.Connection;
import java.sql.SQLException;

/** One operation of an application. Thread-safe: all state is in the lane. */
interface Workload {
    String name();

    /** Parameters that the URL needs, each with a leading {@code &}. */
    default String urlParameters() {
        return "";
    }

    /** How many rows of replicated tables it changes; if none, typesync sends what the application does. */
    int capturedRows();

    /** Sets a new connection up. */
    default void prepare(Connection connection) throws SQLException {}

    /**
     * Does it once, everything an application does with a pooled connection: prepare, bind, execute, read, close.
     *
     * @param floor send the SQL that typesync would send
     */
    void run(Connection connection, Keys keys, boolean floor) throws SQLException;
}
