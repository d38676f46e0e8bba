package dev.typesync.replicator.delivery;

import dev.typesync.document.RowReadResult;
import dev.typesync.document.RowReader;
import dev.typesync.source.DatabaseLink;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one collection's table, as documents. Each call is a transaction of its own. Thread-safe. */
public interface RowSource {
    RowReadResult read(List<String> keys) throws SQLException;

    /** The next keys in key order; empty at the end. */
    List<String> keysAfter(@Nullable String afterKey, int limit) throws SQLException;

    /** The rows as a reader finds them over a shared connection. */
    static RowSource over(DatabaseLink link, RowReader reader) {
        return new RowSource() {
            @Override
            public RowReadResult read(List<String> keys) throws SQLException {
                return link.run(connection -> reader.read(connection, keys));
            }

            @Override
            public List<String> keysAfter(@Nullable String afterKey, int limit) throws SQLException {
                return link.run(connection -> reader.keysAfter(connection, afterKey, limit));
            }
        };
    }
}
