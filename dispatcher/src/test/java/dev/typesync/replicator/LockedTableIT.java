package dev.typesync.replicator;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table that another session has locked delays only its own collection. */
class LockedTableIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String WAITING_FOR_THE_LOCK =
            "select exists (select from pg_locks where relation = 'books'::regclass and not granted)";

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
        stage.sql("create table books (id int primary key, title text)");
        stage.sql("create table films (id int primary key, title text)");
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void deliversOtherTablesWhileOneIsLocked() throws Exception {
        Replicator replicator = stage.start("books", "films");
        replicator.awaitDelivered(PATIENCE);
        try (Connection locking = stage.connect()) {
            locking.setAutoCommit(false);
            stage.sql(locking, "lock table books in access exclusive mode");
            stage.sql("insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k', '{1}')");
            await().atMost(PATIENCE)
                    .until(() -> stage.text(WAITING_FOR_THE_LOCK).equals("t"));
            change("films");

            await().atMost(PATIENCE)
                    .until(() -> stage.documents("films").field("title").equals(Map.of("1", "Emma")));
            locking.rollback();
        }
        replicator.awaitDelivered(PATIENCE);
        DocumentsEqualRows.check(stage, "films");
    }

    private void change(String table) throws Exception {
        stage.sql("begin; insert into " + table + " values (1, 'Emma'); insert into typesync.outbox (tbl, op, keys)"
                + " values ('public." + table + "', 'k', '{1}'); commit");
    }
}
