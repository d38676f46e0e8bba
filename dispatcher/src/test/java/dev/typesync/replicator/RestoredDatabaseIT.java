package dev.typesync.replicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database loses transactions whose documents are in Typesense, while the replicator lives. */
class RestoredDatabaseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void comparesEveryCollection(boolean newTimeline) throws Exception {
        try (PostgresServer postgres = PostgresServer.start();
                Stage stage = new Stage(postgres, SharedServers.typesense())) {
            stage.sql("create table books (id int primary key, title text)");
            stage.sql("insert into books select n, 'kept' from generate_series(1, 5) n");
            Replicator replicator = stage.start("books");
            replicator.awaitDelivered(PATIENCE);
            postgres.backUp();
            change(stage, "insert into books values (100, 'lost')", 100);
            change(stage, "update books set title = 'lost' where id = 1", 1);
            change(stage, "delete from books where id = 5", 5);
            await().atMost(PATIENCE)
                    .until(
                            () -> stage.documents("books").field("title").keySet(),
                            Set.of("1", "2", "3", "4", "100")::equals);
            if (newTimeline) {
                postgres.failOver();
            } else {
                postgres.restoreBackUp();
            }
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                change(stage, "insert into books values (200, 'kept')", 200); // fails until the server is promoted
                return true;
            });

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(stage.documents("books").field("title"))
                            .isEqualTo(Map.of(
                                    "1", "kept", "2", "kept", "3", "kept", "4", "kept", "5", "kept", "200", "kept")));
        }
    }

    private static void change(Stage stage, String change, int key) throws SQLException {
        try (Connection connection = stage.connect()) {
            stage.sql(
                    connection,
                    "begin; " + change + "; insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k', '{"
                            + key + "}'); commit");
        }
    }
}
