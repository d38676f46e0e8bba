package dev.typesync.replicator.ledger;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.source.DatabaseLink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of one collection, in the database. Their ids are cached, so that a batch without dead letters costs
 * no statement. Thread-safe; blocks.
 */
final class DatabaseDeadLetterStore implements DeadLetterStore {
    private final DatabaseLink link;
    private final String collection;
    private final String select;
    private final String insert;
    private final String delete;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Set<String> cachedIds; // guarded by lock; null until they are read

    DatabaseDeadLetterStore(DatabaseLink link, OutboxSchema schema, String collection) {
        String table = schema.object("dead_letter");
        this.link = link;
        this.collection = collection;
        select = "select id from " + table + " where collection OPERATOR(pg_catalog.=) ?::pg_catalog.text";
        insert = "insert into " + table + " as d (collection, id, error, attempts) values (?, ?, ?, ?)"
                + " on conflict (collection, id) do update set error = excluded.error,"
                + " attempts = d.attempts OPERATOR(pg_catalog.+) excluded.attempts, at = pg_catalog.clock_timestamp()";
        delete = "delete from " + table + " where collection OPERATOR(pg_catalog.=) ?::pg_catalog.text"
                + " and id OPERATOR(pg_catalog.=) any (?::pg_catalog.text[])";
    }

    @Override
    public void record(Map<String, String> errors, int attempts) throws SQLException {
        lock.lock();
        try {
            Set<String> ids = cachedIds();
            link.execute(connection -> {
                insert(connection, errors, attempts);
            });
            ids.addAll(errors.keySet());
        } finally {
            lock.unlock();
        }
    }

    private void insert(Connection connection, Map<String, String> errors, int attempts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (Map.Entry<String, String> error : errors.entrySet()) {
                statement.setString(1, collection);
                statement.setString(2, storable(error.getKey()));
                statement.setString(3, storable(error.getValue()));
                statement.setInt(4, attempts);
                statement.executeUpdate();
            }
        }
    }

    /** A text in PostgreSQL cannot contain NUL, but the message of a server can. */
    private static String storable(String text) {
        return text.replace('\0', ' ');
    }

    @Override
    public void clear(Collection<String> ids) throws SQLException {
        lock.lock();
        try {
            List<String> accepted = ids.stream().filter(cachedIds()::contains).toList();
            if (accepted.isEmpty()) {
                return;
            }
            link.run(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(delete)) {
                    statement.setString(1, collection);
                    statement.setArray(2, connection.createArrayOf("text", accepted.toArray()));
                    return statement.executeUpdate();
                }
            });
            accepted.forEach(cachedIds()::remove);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void clearAll() throws SQLException {
        lock.lock();
        try {
            clear(List.copyOf(cachedIds()));
        } finally {
            lock.unlock();
        }
    }

    private Set<String> cachedIds() throws SQLException {
        Set<String> ids = cachedIds;
        if (ids == null) {
            ids = link.run(this::select);
            cachedIds = ids;
        }
        return ids;
    }

    private Set<String> select(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(select)) {
            query.setString(1, collection);
            Set<String> ids = new HashSet<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
            return ids;
        }
    }
}
