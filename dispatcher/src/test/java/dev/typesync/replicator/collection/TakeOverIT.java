package dev.typesync.replicator.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.config.CollectionConfig;
import dev.typesync.replicator.DeliveryConfigs;
import dev.typesync.replicator.DocumentsEqualRows;
import dev.typesync.replicator.KillableConnections;
import dev.typesync.replicator.Replicator;
import dev.typesync.replicator.Stage;
import dev.typesync.replicator.delivery.DeliveryStage;
import dev.typesync.testkit.FaultyProxy;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens when one owner follows another. */
class TakeOverIT {
    private static final String EVENT =
            "insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k', '{1}')";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void settlesWhenTheLeaseWasNotHandedOver() throws Exception {
        try (DeliveryStage stage = new DeliveryStage()) {
            TakeOver takeOver = new TakeOver(false, stage.context);
            stage.time.pass(Duration.ofSeconds(3));
            Duration left = takeOver.settle("concrete");
            assertThat(left).isEqualTo(DeliveryStage.SETTLE_TIME.minusSeconds(3));
            assertThat(stage.store.log()).isEmpty();
            stage.time.pass(left);
            assertThat(takeOver.settle("concrete")).isZero();
            assertThat(takeOver.settle("concrete")).isZero();

            assertThat(stage.store.log()).containsExactly("fence");
        }
    }

    @Test
    void doesNotSettleWhenTheLeaseWasHandedOver() throws Exception {
        try (DeliveryStage stage = new DeliveryStage()) {
            assertThat(new TakeOver(true, stage.context).settle("concrete")).isZero();
            assertThat(stage.store.log()).isEmpty();
        }
    }

    /** Otherwise the owner after it would not settle, and a late request of the one before it could be applied. */
    @Test
    void anOwnerThatHasNotSettledDoesNotHandTheLeaseOver() throws Exception {
        try (Stage stage = new Stage()) {
            stage.sql("create table books (id int primary key, title text)");
            Replicator first = stage.start("books");
            first.awaitDelivered(PATIENCE);
            first.close();
            assertThat(stage.text("select handed_over from typesync.lease")).isEqualTo("t");
            stage.sql("update typesync.lease set handed_over = false, until = clock_timestamp()");
            stage.settleTime(Duration.ofHours(1));

            Replicator second = stage.start("books");
            await().atMost(PATIENCE)
                    .until(() -> stage.text("select until > clock_timestamp() from typesync.lease")
                            .equals("t"));
            second.close();

            assertThat(stage.text("select handed_over from typesync.lease")).isEqualTo("f");
        }
    }

    @Test
    void aReplacedOwnerPutsTheKeysOfUnansweredWritesBackIntoTheOutbox() throws Exception {
        try (Stage stage = new Stage();
                FaultyProxy proxy =
                        FaultyProxy.to("127.0.0.1", stage.typesense.url().getPort())) {
            stage.sql("create table books (id int primary key, title text)");
            stage.node(URI.create("http://127.0.0.1:" + proxy.port()));
            Replicator replicator = stage.start("books");
            replicator.awaitDelivered(PATIENCE);
            proxy.hangAnswers();
            stage.sql("begin; insert into books values (1, 'Emma'); " + EVENT + "; commit");
            await().atMost(PATIENCE)
                    .until(() -> stage.documents("books").field("title").equals(Map.of("1", "Emma")));
            stage.sql("begin; update typesync.lease set epoch = epoch + 1, owner = 'other',"
                    + " until = clock_timestamp() + interval '1 hour'; delete from typesync.outbox; commit");

            await().atMost(PATIENCE)
                    .until(() -> Integer.parseInt(stage.text("select count(*) from typesync.outbox where keys = '{1}'"))
                            >= 1);
            proxy.pass();
            await().atMost(PATIENCE)
                    .until(() -> stage.text("select count(*) from typesync.outbox where keys = '{1}'")
                            .equals("2"));
            stage.sql("update typesync.lease set until = clock_timestamp()");
            replicator.awaitDelivered(PATIENCE);
            assertThat(stage.documents("books").field("title")).isEqualTo(Map.of("1", "Emma"));
        }
    }

    /** The collections are set up one after the other, and the first ones are open before the last ones are looked at. */
    @Test
    void everyCollectionOfATableGetsTheChangesThatWaitedForTheNextOwner() throws Exception {
        try (Stage stage = new Stage()) {
            stage.sql("create table books (id int primary key, title text)");
            CollectionConfig[] collections = IntStream.range(0, 20)
                    .mapToObj(i -> collection("books" + i))
                    .toArray(CollectionConfig[]::new);
            Replicator first = stage.start(stage.config(collections));
            first.awaitDelivered(PATIENCE);
            first.close();
            stage.sql("begin; insert into books values (1, 'Emma'); " + EVENT + "; commit");

            stage.start(stage.config(collections)).awaitDelivered(PATIENCE);
            for (CollectionConfig collection : collections) {
                assertThat(stage.documents(collection.name()).field("title"))
                        .as(collection.name())
                        .isEqualTo(Map.of("1", "Emma"));
            }
        }
    }

    private static CollectionConfig collection(String name) {
        CollectionConfig books = CollectionConfig.of(name);
        return new CollectionConfig(
                name,
                "books",
                books.columns(),
                null,
                books.fields(),
                books.schema(),
                books.schemaChange(),
                books.onReject());
    }

    @Test
    void theNextOwnerContinuesALoadAfterTheLastAcknowledgedKey() throws Exception {
        try (Stage stage = new Stage()) {
            stage.sql(
                    "create table books (id int primary key, title text)",
                    "insert into books select n, repeat('title ' || n, 20) from generate_series(1, 30000) n");
            KillableConnections connections = new KillableConnections(stage.postgres.url(stage.database));
            Replicator first = stage.start(stage.config(CollectionConfig.of("books")), connections);
            await().atMost(PATIENCE)
                    .until(() ->
                            Integer.parseInt(stage.text("select coalesce(max(load_done), 0) from typesync.collection"))
                                    >= 2000);
            connections.kill();
            first.close();
            String target = stage.text("select load_target from typesync.collection");
            assertThat(stage.text("select state from typesync.collection")).isEqualTo("loading");

            stage.start("books").awaitDelivered(Duration.ofSeconds(60));
            assertThat(stage.documents("books").concrete()).isEqualTo(target);
            DocumentsEqualRows.check(stage, "books");
        }
    }

    @Test
    void documentsNeverShowACommitThatACrashOfTheDatabaseLoses() throws Exception {
        try (PostgresServer postgres = PostgresServer.start();
                Stage stage = new Stage(postgres, SharedServers.typesense())) {
            stage.delivery(DeliveryConfigs.of(Duration.ofMinutes(5), 1000));
            stage.sql(
                    "create table books (id int primary key, title text)",
                    "alter database " + stage.database
                            + " set synchronous_commit = off", // for typesync's connections too
                    "alter system set wal_writer_delay = '10s'",
                    "alter system set wal_writer_flush_after = '1GB'",
                    "select pg_reload_conf()");
            stage.start("books").awaitDelivered(PATIENCE);
            try (Connection asynchronous = stage.connect()) {
                stage.sql(asynchronous, "begin; insert into books values (1, 'Emma'); " + EVENT + "; commit");
                stage.committed();
                await().pollInterval(Duration.ofMillis(1))
                        .atMost(PATIENCE)
                        .until(() -> stage.documents("books").field("title").equals(Map.of("1", "Emma")));
                postgres.kill9();
            }
            postgres.restart();

            try (Connection after = stage.connect()) {
                assertThat(after.createStatement()
                                .executeQuery("select from books")
                                .next())
                        .isTrue();
            }
        }
    }
}
