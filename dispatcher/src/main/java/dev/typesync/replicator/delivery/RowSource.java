package dev.typesync.replicator.delivery;

import dev.typesync.document.KeyRange;
import dev.typesync.document.RowReadResult;
import dev.typesync.document.RowReader;
import dev.typesync.source.DatabaseLink;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one collection's table as documents. Each call is one transaction. Thread-safe; blocks. */
public interface RowSource {
    /** Reads the rows of these keys until their documents have {@code maxBytes}; the first one may be larger. */
    RowReadResult read(List<String> keys, long maxBytes) throws SQLException;

    /** Whether the text casts to the key of the table. */
    boolean isKey(String text) throws SQLException;

    /** Those of the texts that certainly do not cast to the key of the table. Not every server can say that. */
    default List<String> foreignAmong(List<String> keys) throws SQLException {
        return List.of();
    }

    /** Looks at the next {@code limit} rows after {@code afterKey}, in key order; null starts at the first key. */
    KeyRange keysAfter(@Nullable String afterKey, int limit) throws SQLException;

    /** The same rows, read so that loads and comparisons do not delay changes. */
    default RowSource forJobs() {
        return this;
    }

    /** Reads with the given reader over a shared connection. */
    static RowSource over(DatabaseLink link, RowReader reader) {
        return new RowSource() {
            @Override
            public RowReadResult read(List<String> keys, long maxBytes) throws SQLException {
                return link.run(connection -> reader.read(connection, keys, maxBytes));
            }

            @Override
            public boolean isKey(String text) throws SQLException {
                return link.run(connection -> reader.isKey(connection, text));
            }

            @Override
            public List<String> foreignAmong(List<String> keys) throws SQLException {
                return link.run(connection -> reader.foreignAmong(connection, keys));
            }

            @Override
            public KeyRange keysAfter(@Nullable String afterKey, int limit) throws SQLException {
                return link.run(connection -> reader.keysAfter(connection, afterKey, limit));
            }
        };
    }
}
