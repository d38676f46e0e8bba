package dev.typesync.replicator;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table that another session has locked delays its own collection only. */
class LockedTableIT {
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
        stage.sql(
                "create table locked (id int primary key, title text)",
                "create table other (like locked including all)");
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void delaysOnlyItsOwnCollection() throws Exception {
        Replicator replicator = stage.start("locked", "other");
        replicator.awaitDelivered(Stage.PATIENCE);
        try (Connection session = stage.connect()) {
            session.setAutoCommit(false);
            stage.sql(session, "lock table locked in access exclusive mode");
            // its key without a change: the rows themselves are locked for writers, too
            stage.sql("insert into typesync.outbox (tbl, op, keys) values ('public.locked', 'k', '{1}')");
            change(1);
            awaitTitle("1");
            change(2);
            awaitTitle("2");
            stage.sql(session, "insert into locked values (1, 'written under the lock')");
            session.commit();
        }
        replicator.awaitDelivered(Stage.PATIENCE);

        DocumentsEqualRows.check(stage, "locked");
        DocumentsEqualRows.check(stage, "other");
    }

    private void change(int title) throws Exception {
        stage.sql("begin; insert into other values (1, '" + title + "') on conflict (id) do update set title ="
                + " excluded.title; insert into typesync.outbox (tbl, op, keys) values ('public.other', 'k', '{1}');"
                + " commit");
        stage.committed();
    }

    private void awaitTitle(String title) {
        await().atMost(Stage.PATIENCE)
                .until(() -> stage.documents("other").field("title").equals(Map.of("1", title)));
    }
}
