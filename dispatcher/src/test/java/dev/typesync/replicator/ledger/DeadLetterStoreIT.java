package dev.typesync.replicator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.source.DatabaseLink;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead letters in the database, also more than the store remembers. */
class DeadLetterStoreIT {
    private final OutboxSchema schema = new OutboxSchema("typesync");
    private DatabaseLink link;

    @BeforeEach
    void createObjects() throws Exception {
        PostgresServer postgres = SharedServers.postgres();
        String url = postgres.url(postgres.createDatabase());
        link = new DatabaseLink(() -> DriverManager.getConnection(url));
        link.run(schema::ensure);
    }

    @AfterEach
    void close() throws SQLException {
        link.close();
    }

    @Test
    void removesTheIdsThatAreAccepted() throws SQLException {
        DeadLetterStore store = store();
        store.record(Map.of("1", "e", "2", "e", "x".repeat(1_000), "e"), 1);
        store.clear(List.of("1", "3", "x".repeat(1_000)));
        assertThat(count()).isEqualTo(1);

        store().clear(List.of("2"));
        assertThat(count()).isZero();
    }

    @Test
    void remembersNoMoreThanItsLimit() throws SQLException {
        insert(DatabaseDeadLetterStore.MAX_CACHED);
        DatabaseDeadLetterStore store = store();
        store.clear(List.of("1"));
        assertThat(store.cachedCount()).isEqualTo(DatabaseDeadLetterStore.MAX_CACHED - 1);

        store.record(Map.of("a", "e", "b", "e"), 1);
        assertThat(store.cachedCount()).isZero();
        store.clear(List.of("a", "2", "none"));
        assertThat(count()).isEqualTo(DatabaseDeadLetterStore.MAX_CACHED - 1);
    }

    @Test
    void removesAllWithoutReadingThem() throws SQLException {
        insert(DatabaseDeadLetterStore.MAX_CACHED + 1);
        DatabaseDeadLetterStore store = store();
        store.clearAll();
        assertThat(count()).isZero();

        store.record(Map.of("1", "e"), 1);
        assertThat(store.cachedCount()).isEqualTo(1);
    }

    private DatabaseDeadLetterStore store() {
        return new DatabaseDeadLetterStore(link, schema, "books");
    }

    private void insert(int letters) throws SQLException {
        link.execute(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("insert into typesync.dead_letter (collection, id, error, attempts)"
                        + " select 'books', n::text, 'e', 1 from generate_series(1, " + letters + ") n");
            }
        });
    }

    private int count() throws SQLException {
        return link.run(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from typesync.dead_letter")) {
                row.next();
                return row.getInt(1);
            }
        });
    }
}
