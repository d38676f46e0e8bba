package dev.typesync.replicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.config.CollectionConfig;
import dev.typesync.config.DeliveryConfig;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.status.CollectionState;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failures that last for minutes. The clock of the replicator runs a hundred times faster. */
class LongOutageIT {
    private static final int FASTER = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
        stage.sql("create table books (id int primary key, title text)", "insert into books values (1, 'Emma')");
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void suspendsACollectionWhoseRowsCannotBeReadAndComparesItAfterwards() throws Exception {
        String role = "r_" + stage.prefix.replace("_", "");
        stage.sql(
                "create role " + role + " login",
                new OutboxSchema("typesync").replicatorGrants(role),
                "grant select on books to " + role);
        Replicator replicator = start(role);
        replicator.awaitDelivered(PATIENCE.multipliedBy(FASTER));
        stage.sql("revoke select on books from " + role, "insert into books values (2, 'Dune')", event(2));
        await().atMost(PATIENCE).until(() -> replicator.status().get(0).state() == CollectionState.SUSPENDED);

        assertThat(replicator.status().get(0).marks()).containsOnlyKeys("suspended");
        assertThat(replicator.status().get(0).waiting()).isZero();
        assertThat(replicator.status().get(0).reason()).contains("42501");
        stage.sql("insert into books values (3, 'Persuasion')", event(3), "grant select on books to " + role);
        replicator.awaitDelivered(PATIENCE.multipliedBy(FASTER));
        assertThat(stage.documents("books").field("title"))
                .isEqualTo(Map.of("1", "Emma", "2", "Dune", "3", "Persuasion"));
    }

    @Test
    void createsACollectionAgainThatIsMissingForAMinute() throws Exception {
        Replicator replicator = start(stage.postgres.superuser());
        replicator.awaitDelivered(PATIENCE.multipliedBy(FASTER));
        String before = stage.documents("books").concrete();
        stage.typesense.request("DELETE", "/aliases/" + stage.prefix + "books", null);
        stage.typesense.request("DELETE", "/collections/" + before, null);
        stage.sql("insert into books values (2, 'Dune')", event(2));

        await().atMost(PATIENCE)
                .until(() -> Map.of("1", "Emma", "2", "Dune")
                        .equals(stage.documents("books").field("title")));
        assertThat(stage.documents("books").concrete()).isNotEqualTo(before);
    }

    @Test
    void turnsKeysBeyondTheLimitIntoAMark() throws Exception {
        DeliveryConfig quick = DeliveryConfigs.quick();
        stage.delivery(new DeliveryConfig(
                quick.durability(),
                quick.maxDelay(),
                quick.pace(),
                quick.maxBatchDocuments(),
                quick.maxBatchBytes(),
                quick.waitOnCommit(),
                quick.replicator(),
                quick.reconcileInterval(),
                500,
                quick.lease()));
        Replicator replicator = start(stage.postgres.superuser());
        replicator.awaitDelivered(PATIENCE.multipliedBy(FASTER));
        // another process holds the lease and does not deliver
        stage.sql(
                "update typesync.lease set owner = 'other', epoch = 9, until = clock_timestamp() + interval '1 hour'");
        stage.sql(
                "insert into books select n, 'title' from generate_series(2, 1001) n",
                "insert into typesync.outbox (tbl, op, keys) select 'public.books', 'k', array[n::text]"
                        + " from generate_series(2, 1001) n",
                "insert into typesync.outbox (tbl, op, keys) values ('public.films', 'k', '{1}')");

        await().atMost(PATIENCE)
                .until(() -> stage.text("select count(*) from typesync.outbox where tag = 'maxOutboxKeys'")
                        .equals("1"));
        assertThat(stage.text("select coalesce(sum(cardinality(keys)), 0) < 1000 from typesync.outbox"
                        + " where tbl = 'public.books'"))
                .isEqualTo("t");
        assertThat(stage.text("select count(*) from typesync.outbox where tbl = 'public.films'"))
                .isEqualTo("1");
        stage.sql("update typesync.lease set until = clock_timestamp()");
        replicator.awaitDelivered(PATIENCE.multipliedBy(FASTER));
        DocumentsEqualRows.check(stage, "books");
    }

    @Test
    void comparesEverythingAfterTheDatabaseWasRestored() throws Exception {
        Replicator before = start(stage.postgres.superuser());
        before.awaitDelivered(PATIENCE.multipliedBy(FASTER));
        before.close();
        stage.sql(
                "update books set title = 'as restored'",
                "update typesync.meta set value = 'another cluster' where key = 'identity'");
        Replicator after = start(stage.postgres.superuser());

        await().atMost(PATIENCE)
                .until(() -> Map.of("1", "as restored")
                        .equals(stage.documents("books").field("title")));
        after.awaitDelivered(PATIENCE.multipliedBy(FASTER));
    }

    private static String event(int key) {
        return "insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k', '{" + key + "}')";
    }

    private Replicator start(String role) {
        String url = "jdbc:postgresql://127.0.0.1:" + stage.postgres.port() + "/" + stage.database;
        return stage.start(
                stage.config(CollectionConfig.of("books")),
                () -> DriverManager.getConnection(url, role, ""),
                Stage.faster(FASTER));
    }
}
