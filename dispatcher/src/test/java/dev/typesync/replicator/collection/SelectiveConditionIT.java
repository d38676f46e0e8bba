package dev.typesync.replicator.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.config.CollectionConfig;
import dev.typesync.replicator.Replicator;
import dev.typesync.replicator.Stage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A collection whose condition only few rows of a table meet: most ranges of keys are empty. */
class SelectiveConditionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void loadsAndComparesTheFewRows() throws Exception {
        stage.sql(
                "create table books (id int primary key, n int)",
                "insert into books select i, i from generate_series(1, 3500) i");
        CollectionConfig all = CollectionConfig.of("books");
        CollectionConfig few = new CollectionConfig(
                all.name(),
                all.table(),
                all.columns(),
                "n % 3000 = 20 and n > 100",
                all.fields(),
                all.schema(),
                all.schemaChange(),
                all.onReject());
        Replicator replicator = stage.start(stage.config(few));
        replicator.awaitDelivered(PATIENCE);
        assertThat(stage.documents("books").field("n")).isEqualTo(Map.of("3020", "3020"));

        stage.sql(
                "update books set n = 6020 where id in (1, 3500)",
                "delete from books where id = 3020",
                "insert into typesync.outbox (tbl, op, tag) values ('public.books', 'm', 'test')");
        replicator.awaitDelivered(PATIENCE);

        assertThat(stage.documents("books").field("n")).isEqualTo(Map.of("1", "6020", "3500", "6020"));
    }
}
