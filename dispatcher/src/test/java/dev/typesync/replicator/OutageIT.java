package dev.typesync.replicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.typesync.config.CollectionConfig;
import dev.typesync.config.Secret;
import dev.typesync.config.TypesenseConfig;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.testkit.FaultyProxy;
import java.net.URI;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** If a server, a table or a right is missing, changes wait, and nothing else happens. */
class OutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CHANGE = "begin; insert into books values (1, 'Emma');"
            + " insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k', '{1}'); commit";

    private Stage stage;
    private FaultyProxy proxy;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
        proxy = FaultyProxy.to("127.0.0.1", stage.typesense.url().getPort());
        stage.node(URI.create("http://127.0.0.1:" + proxy.port()));
        stage.sql("create table books (id int primary key, title text)");
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
        proxy.close();
    }

    @Test
    void startsWhileTypesenseIsDownAndDeliversWhenItIsUp() throws Exception {
        proxy.cut();
        Replicator replicator = stage.start("books");
        stage.sql(CHANGE);
        await().atMost(PATIENCE).until(() -> replicator.status().get(0).lastError() != null);
        assertThatThrownBy(() -> replicator.awaitDelivered(Duration.ofMillis(100)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("1 collections are not complete yet");
        assertThat(replicator.status().get(0).state()).isEqualTo(CollectionState.LOADING);
        proxy.pass();

        replicator.awaitDelivered(PATIENCE);
        assertThat(stage.documents("books").field("title")).isEqualTo(Map.of("1", "Emma"));
    }

    @Test
    void keepsChangesWhileTypesenseRefusesThem() throws Exception {
        Replicator replicator = stage.start("books");
        replicator.awaitDelivered(PATIENCE);
        proxy.answer503();
        stage.sql(CHANGE);
        await().atMost(PATIENCE).until(() -> replicator.status().get(0).lastError() != null);
        assertThat(replicator.status().get(0).waiting()).isEqualTo(1);
        proxy.pass();

        replicator.awaitDelivered(PATIENCE);
        assertThat(stage.documents("books").field("title")).isEqualTo(Map.of("1", "Emma"));
    }

    @Test
    void writesKeysAgainIfTheAnswerToTheirRequestWasCut() throws Exception {
        Replicator replicator = stage.start("books");
        replicator.awaitDelivered(PATIENCE);
        proxy.cutAnswers();
        stage.sql(CHANGE);
        await().atMost(PATIENCE).until(() -> replicator.status().get(0).lastError() != null);
        proxy.pass();

        replicator.awaitDelivered(PATIENCE);
        assertThat(stage.documents("books").field("title")).isEqualTo(Map.of("1", "Emma"));
    }

    @Test
    void reportsAWrongApiKey() throws Exception {
        TypesyncConfig right = stage.config(CollectionConfig.of("books"));
        TypesenseConfig server = right.typesense();
        Replicator replicator = stage.start(new TypesyncConfig(
                true,
                right.database(),
                TypesenseConfig.of(server.nodes(), Secret.of("wrong")),
                right.collections(),
                right.delivery(),
                right.reindex(),
                right.verify()));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(replicator.status().get(0).lastError()).contains("401"));
    }

    @Test
    void waitsForAPrimaryKey() throws Exception {
        stage.sql("create table films (title text)", "insert into films values ('Emma')");
        Replicator replicator = stage.start("films");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(replicator.status().get(0).reason()).contains("no primary key"));
        assertThat(replicator.status().get(0).state()).isEqualTo(CollectionState.WAITING);
        stage.sql("alter table films add id int generated always as identity primary key");

        await().atMost(PATIENCE)
                .until(() -> Map.of("1", "Emma").equals(stage.documents("films").field("title")));
    }

    @Test
    void loadsATableThatWasDroppedAndCreatedAgain() throws Exception {
        stage.sql("insert into books values (1, 'Emma'), (2, 'Dune')");
        Replicator replicator = stage.start("books");
        replicator.awaitDelivered(PATIENCE);
        stage.sql(
                "drop table books", "insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k', '{1}')");
        await().atMost(PATIENCE).until(() -> replicator.status().get(0).state() == CollectionState.WAITING);
        stage.sql("create table books (id int primary key, title text)", "insert into books values (2, 'Persuasion')");

        await().atMost(PATIENCE)
                .until(() -> Map.of("2", "Persuasion")
                        .equals(stage.documents("books").field("title")));
    }

    @Test
    void replicatesNothingWithoutRightsAndStartsWhenTheyAreGranted() throws Exception {
        String role = "r_" + stage.prefix.replace("_", "");
        stage.sql("create role " + role + " login", "grant select on books to " + role, CHANGE);
        String url = "jdbc:postgresql://127.0.0.1:" + stage.postgres.port() + "/" + stage.database;
        Replicator replicator = stage.start(
                stage.config(CollectionConfig.of("books")), () -> DriverManager.getConnection(url, role, ""));

        assertThatThrownBy(() -> replicator.awaitDelivered(Duration.ofSeconds(1)))
                .isInstanceOf(TimeoutException.class);
        assertThat(stage.text("select count(*) from typesync.lease")).isEqualTo("0");
        stage.sql(
                "grant usage on schema typesync to " + role,
                "grant select, insert, update, delete on all tables in schema typesync to " + role);
        replicator.awaitDelivered(PATIENCE);
        assertThat(stage.documents("books").field("title")).isEqualTo(Map.of("1", "Emma"));
    }

    @Test
    void closesWithinFiveSecondsIfTypesenseDoesNotAnswer() throws Exception {
        Replicator replicator = stage.start("books");
        replicator.awaitDelivered(PATIENCE);
        proxy.hang();
        stage.sql(CHANGE);
        stage.committed();
        await().atMost(PATIENCE).until(() -> proxy.accepted() > 0);
        long start = System.nanoTime();
        replicator.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Replicator.CLOSE_PATIENCE.plusMillis(500));
    }
}
