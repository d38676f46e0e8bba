package dev.typesync.frameworks.pools;

import java.sql.SQLException;
import javax.sql.DataSource;

/** A pool that the application has opened. */
record OpenPool(DataSource dataSource, Closing closing) implements AutoCloseable {
    /** How the application closes it. */
    @FunctionalInterface
    interface Closing {
        void close() throws SQLException;
    }

    @Override
    public void close() throws SQLException {
        closing.close();
    }
}
