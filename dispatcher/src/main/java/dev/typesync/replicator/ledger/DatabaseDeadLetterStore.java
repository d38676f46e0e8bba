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
 * The dead letters of one collection, in the database. Up to {@value #MAX_CACHED} ids are cached, so that a batch
 * without dead letters costs no statement. With more, each batch costs one. Thread-safe; blocks.
 */
final class DatabaseDeadLetterStore implements DeadLetterStore {
    /** About 1 MB with ids of 30 characters. */
    static final int MAX_CACHED = 10_000;

    /** In bytes. Ids are almost always shorter. */
    private static final int MAX_CACHED_LENGTH = 300;

    /** Stands for an id that is not cached. No document has it: Typesense refuses an empty id. */
    private static final String TOO_LONG = "";

    private final DatabaseLink link;
    private final String collection;
    private final String select;
    private final String insert;
    private final String delete;
    private final String deleteAll;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Set<String> cachedIds; // guarded by lock; null until they are read; all, unless overflown
    private boolean overflown; // guarded by lock: there are too many ids to hold them

    DatabaseDeadLetterStore(DatabaseLink link, OutboxSchema schema, String collection) {
        String table = schema.object("dead_letter");
        this.link = link;
        this.collection = collection;
        select = "select case when pg_catalog.octet_length(id) OPERATOR(pg_catalog.<=) " + MAX_CACHED_LENGTH
                + " then id end from " + table + " where collection OPERATOR(pg_catalog.=) ?::pg_catalog.text limit "
                + (MAX_CACHED + 1);
        deleteAll = "delete from " + table + " where collection OPERATOR(pg_catalog.=) ?::pg_catalog.text";
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
            errors.keySet().forEach(id -> ids.add(id.length() <= MAX_CACHED_LENGTH ? id : TOO_LONG));
            limit(ids);
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
            Set<String> cached = cachedIds();
            List<String> accepted = overflown
                    ? List.copyOf(ids)
                    : ids.stream().filter(cached::contains).toList();
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
            accepted.forEach(cached::remove);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void clearAll() throws SQLException {
        lock.lock();
        try {
            if (cachedIds().isEmpty() && !overflown) {
                return;
            }
            link.run(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(deleteAll)) {
                    statement.setString(1, collection);
                    return statement.executeUpdate();
                }
            });
            cachedIds = new HashSet<>();
            overflown = false;
        } finally {
            lock.unlock();
        }
    }

    /** How many ids are in memory. */
    int cachedCount() {
        lock.lock();
        try {
            return cachedIds == null ? 0 : cachedIds.size();
        } finally {
            lock.unlock();
        }
    }

    private Set<String> cachedIds() throws SQLException {
        Set<String> ids = cachedIds;
        if (ids == null) {
            ids = link.run(this::select);
            cachedIds = ids;
            limit(ids);
        }
        return ids;
    }

    private void limit(Set<String> ids) {
        if (ids.size() > MAX_CACHED || ids.contains(TOO_LONG)) {
            ids.clear();
            overflown = true;
        }
    }

    private Set<String> select(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(select)) {
            query.setString(1, collection);
            Set<String> ids = new HashSet<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String id = row.getString(1);
                    ids.add(id == null ? TOO_LONG : id);
                }
            }
            return ids;
        }
    }
}
