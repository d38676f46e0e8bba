package dev.typesync.jartest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.typesync.testkit.Deployment;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import dev.typesync.testkit.TypesenseServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the application sees if its environment is wrong: a clear error at the first connection, or no effect. */
class BadInputIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String BOOKS = "create table books (id int primary key, title text, pages int)";
    private static final String COLLECTIONS =
            "collections: { books: {} }\ndelivery: { lease: 2s, reconcileInterval: 1s }\n";

    @TempDir
    private Path directory;

    private final PostgresServer postgres = SharedServers.postgres();
    private final TypesenseServer typesense = SharedServers.typesense();

    @Test
    void namesASampleWhenThereIsNoConfiguration() throws Exception {
        Deployment shop = deploy(BOOKS, COLLECTIONS);
        Path nowhere = directory.resolve("nowhere.yaml");
        assertThatThrownBy(() -> DriverManager.getConnection(shop.url("typesync.config=" + nowhere)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(nowhere.toString());
        assertThatThrownBy(() -> DriverManager.getConnection(shop.url("ApplicationName=shop")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("collections:")
                .hasMessageContaining("apiKey:");
    }

    @Test
    void namesFileAndLineOfMalformedYaml() throws Exception {
        Deployment shop = deploy(BOOKS, "collections: { books: {}\n");
        assertThatThrownBy(shop::connect)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(shop.configuration().getFileName().toString())
                .message()
                .doesNotContain(typesense.apiKey());
    }

    @Test
    void namesAnUnknownKeyWithItsLineAndTheKnownKeys() throws Exception {
        Deployment shop = deploy(BOOKS, "collections: { books: {} }\ndelivery: { maxDelai: 2s }\n");
        assertThatThrownBy(shop::connect)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("maxDelai")
                .hasMessageContaining("maxDelay")
                .hasMessageContaining("7");
    }

    @Test
    void rejectsAndNamesAnUnsupportedSetting() throws Exception {
        Deployment shop = deploy(BOOKS, "collections: { books: { query: select 1 } }\n");
        assertThatThrownBy(shop::connect).isInstanceOf(SQLException.class).hasMessageContaining("query");
    }

    @Test
    void rejectsAnUnknownTypesyncParameterInTheUrl() throws Exception {
        Deployment shop = deploy(BOOKS, COLLECTIONS);
        assertThatThrownBy(() -> DriverManager.getConnection(shop.url("typesync.confg=x")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("typesync.confg")
                .hasMessageContaining("typesync.config");
    }

    @Test
    void checksNothingWhenSwitchedOff() throws Exception {
        Deployment shop = deploy(BOOKS, "neither: yaml nor { valid\n");
        try (Connection connection = DriverManager.getConnection(
                        shop.url("typesync.enabled=false&typesync.config=" + shop.configuration()));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("insert into books values (1, 'unseen', 3)"))
                    .isEqualTo(1);
        }
        try (Connection plain = shop.connectPlain();
                Statement statement = plain.createStatement();
                ResultSet row = statement.executeQuery("select to_regnamespace('typesync')")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isNull();
        }
    }

    @Test
    void replicatesATableThatIsCreatedLater() throws Exception {
        Deployment shop = deploy("create table other (id int primary key)", COLLECTIONS);
        shop.execute("insert into other values (1)");
        shop.execute(BOOKS, "insert into books values (1, 'late', 3)");
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(shop.documents("books").byId()).containsOnlyKeys("1"));
        shop.execute("update books set title = 'later' where id = 1");
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        assertThat(shop.documents("books").byId().get("1")).containsEntry("title", "later"));
    }

    @Test
    void ignoresATableWithoutPrimaryKeyAndReplicatesTheOthers() throws Exception {
        Deployment shop = deploy(
                BOOKS + "; create table log (line text)",
                "collections: { books: {}, log: {} }\ndelivery: { lease: 2s }\n");
        shop.execute(
                "insert into log values ('a'), ('b')", "insert into books values (1, 'seen', 3)", "delete from log");
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(shop.documents("books").byId()).containsOnlyKeys("1"));
        assertThat(shop.documents("log").status()).isEqualTo(404);
    }

    @Test
    void acceptsWritesWhileTypesenseIsDownAndCatchesUp() throws Exception {
        TypesenseServer server = TypesenseServer.start();
        try {
            server.kill9();
            Deployment shop = Deployment.create(postgres, server, directory, BOOKS, COLLECTIONS);
            shop.execute("insert into books values (1, 'while it was down', 3)");
            server.restart();
            await().atMost(TIMEOUT)
                    .untilAsserted(
                            () -> assertThat(shop.documents("books").byId()).containsOnlyKeys("1"));
        } finally {
            server.close();
        }
    }

    @Test
    void acceptsWritesWithAWrongApiKeyAndCatchesUpWhenItIsCorrected() throws Exception {
        Deployment shop = deploy(BOOKS, COLLECTIONS);
        Path key = directory.resolve("key");
        Files.writeString(key, "wrong");
        String configuration = Files.readString(shop.configuration())
                .replace("apiKey: \"" + typesense.apiKey() + "\"", "apiKey: \"${file:" + key + "}\"");
        Files.writeString(shop.configuration(), configuration);
        shop.execute("insert into books values (1, 'the key is wrong', 3)", "update books set pages = 4");
        assertThat(shop.documents("books").status()).isEqualTo(404);
        Files.writeString(key, typesense.apiKey());
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(shop.documents("books").byId().get("1"))
                        .isNotNull()
                        .containsEntry("pages", 4.0));
    }

    @Test
    void writesTheOtherDocumentsWhenOneIsRejected() throws Exception {
        Deployment shop =
                deploy("create table places (id int primary key, spot point)", "collections: { places: {} }\n");
        shop.execute(
                "insert into places values (1, '(10,20)'), (2, '(500,1000)'), (3, '(30,40)')",
                "insert into places values (4, '(50,60)')");
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(shop.documents("places").byId()).containsOnlyKeys("1", "3", "4"));
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(text(shop, "select string_agg(id, ',') from typesync.dead_letter"))
                        .isEqualTo("2"));
        shop.execute("update places set spot = '(7,8)' where id = 2");
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(shop.documents("places").byId()).containsOnlyKeys("1", "2", "3", "4"));
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(text(shop, "select count(*) from typesync.dead_letter"))
                        .isEqualTo("0"));
    }

    @Test
    void namesTheStatementsToExecuteWhenTheRoleMayNotCreateTheObjects() throws Exception {
        Deployment shop = deploy(BOOKS, COLLECTIONS);
        String role = "writer_of_" + shop.database();
        try (Connection plain = shop.connectPlain();
                Statement statement = plain.createStatement()) {
            statement.execute("create role " + role + " login");
            statement.execute("grant select, insert, update, delete on books to " + role);
        }
        String url = shop.url().replaceAll("user=[^&]*", "user=" + role);
        assertThatThrownBy(() -> DriverManager.getConnection(url))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("create table")
                .hasMessageContaining("grant insert (tbl, op, keys, tag) on typesync.outbox");
        shop.execute("insert into books values (1, 'the owner creates them', 3)");
        assertThatCode(() -> {
                    try (Connection connection = DriverManager.getConnection(url);
                            Statement statement = connection.createStatement()) {
                        statement.executeUpdate("insert into books values (2, 'then any role writes', 3)");
                    }
                })
                .doesNotThrowAnyException();
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(shop.documents("books").byId()).containsOnlyKeys("1", "2"));
    }

    @Test
    void doesNotWriteACollectionThatTypesyncDidNotCreate() throws Exception {
        Deployment shop = deploy(BOOKS, COLLECTIONS);
        String name = shop.collectionPrefix() + "books";
        typesense.request(
                "POST",
                "/collections",
                "{\"name\":\"" + name + "\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}");
        typesense.request("POST", "/collections/" + name + "/documents", "{\"id\":\"mine\",\"a\":\"b\"}");
        shop.execute("insert into books values (1, 'not for you', 3)");
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(text(shop, "select count(*) from typesync.outbox"))
                        .isEqualTo("0"));
        assertThat(shop.documents("books").byId()).containsOnlyKeys("mine");
    }

    private Deployment deploy(String ddl, String collections) throws Exception {
        return Deployment.create(postgres, typesense, directory, ddl, collections);
    }

    private static String text(Deployment shop, String sql) throws SQLException {
        try (Connection plain = shop.connectPlain();
                Statement statement = plain.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
