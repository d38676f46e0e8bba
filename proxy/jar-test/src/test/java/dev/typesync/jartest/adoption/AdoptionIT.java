package dev.typesync.jartest.adoption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import dev.typesync.testkit.TypesenseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows docs/adoption.md from the plain URL to typesync and back, with its own commands. */
class AdoptionIT {
    private static final String DOCUMENTED_URL = "jdbc:postgresql://localhost:5432/shop";
    private static final String DOCUMENTED_TYPESENSE = "http://localhost:8108";

    @TempDir
    Path directory;

    private final PostgresServer postgres = SharedServers.postgres();
    private final TypesenseServer typesense = TypesenseServer.start();
    private final String database = postgres.createDatabase();
    private final String plainUrl = postgres.url(database);

    @BeforeEach
    void createTable() throws SQLException {
        sql("create table products (id int primary key, name text); insert into products values (1, 'lamp')");
    }

    @AfterEach
    void stopTypesense() {
        typesense.deleteCollections("products");
        typesense.close();
    }

    @Test
    void everyStepWorksAsWritten() throws Exception {
        AdoptionPage page = AdoptionPage.read();
        configure(page);
        createObjects(page);
        assertThat(shell(page, 3)).contains("products").doesNotContain("WARN");
        deployNextToAnInstanceWithThePlainUrl(page);
        switchOff(page);
        leave(page);
    }

    private void configure(AdoptionPage page) throws Exception {
        shell(page, 1);
        Path file = directory.resolve("typesync.yaml");
        String printed = Files.readString(file);
        assertThat(printed).contains(DOCUMENTED_TYPESENSE, "products:");
        Files.writeString(
                file, printed.replace(DOCUMENTED_TYPESENSE, typesense.url().toString()));
    }

    private void createObjects(AdoptionPage page) throws Exception {
        shell(page, 2);
        sql(Files.readString(directory.resolve("V7__typesync.sql")));
        assertThat(value("select count(*) from typesync.outbox")).isEqualTo("0");
    }

    private void deployNextToAnInstanceWithThePlainUrl(AdoptionPage page) throws Exception {
        assertThat(page.blocks(4, "diff"))
                .containsExactly("- " + DOCUMENTED_URL + "\n+ " + prefixed(DOCUMENTED_URL) + "\n");
        try (Instance changed = start(prefixed(plainUrl))) {
            awaitDocument("1");
            try (Instance plain = start(plainUrl)) {
                plain.execute("insert into products values (2, 'chair')");
            }
            changed.execute("insert into products values (3, 'table')");
            awaitDocument("3");
            assertThat(hasDocument("2")).isFalse();
            sql(page.blocks(4, "sql").get(0));
            awaitDocument("2");
            assertThat(shell(page, 5)).contains("products", "live");
        }
    }

    private void switchOff(AdoptionPage page) throws Exception {
        String parameter = page.blocks(6, "properties").get(0).strip().replaceFirst(".*\\?", "");
        assertThat(parameter).isEqualTo("typesync.enabled=false");
        try (Instance off = start(prefixed(plainUrl) + (plainUrl.contains("?") ? "&" : "?") + parameter)) {
            off.execute("insert into products values (4, 'shelf')");
        }
        try (Instance on = start(prefixed(plainUrl))) {
            on.execute("insert into products values (5, 'mirror')");
            awaitDocument("5");
            assertThat(hasDocument("4")).isFalse();
            sql(page.blocks(6, "sql").get(0));
            awaitDocument("4");
        }
    }

    private void leave(AdoptionPage page) throws Exception {
        sql(page.blocks(7, "sql").get(0));
        shell(page, 7);
        assertThat(typesense.request("GET", "/collections", null).body()).isEqualTo("[]");
        assertThat(typesense.request("GET", "/aliases", null).body()).doesNotContain("products");
        assertThat(value("select count(*) from products")).isEqualTo("5");
    }

    private Instance start(String url) throws Exception {
        return Instance.start(directory, typesense.apiKey(), url);
    }

    /** Runs the section's shell blocks. Only the places of the servers and of the jar are replaced. */
    private String shell(AdoptionPage page, int section) throws Exception {
        StringBuilder output = new StringBuilder();
        assertThat(page.blocks(section, "sh")).isNotEmpty();
        for (String block : page.blocks(section, "sh")) {
            output.append(run(block.replace(DOCUMENTED_URL, "'" + plainUrl + "'")
                    .replace(DOCUMENTED_TYPESENSE, typesense.url().toString())
                    .replace(
                            "cli/target/typesync.jar",
                            AdoptionPage.ROOT.resolve("cli/target/typesync.jar").toString())));
        }
        return output.toString();
    }

    private String run(String commands) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("TYPESENSE_API_KEY", typesense.apiKey());
        builder.environment().remove("TYPESYNC_CONFIG");
        Process shell = builder.start();
        String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertThat(shell.waitFor()).as(commands + output).isZero();
        return output;
    }

    private void awaitDocument(String id) {
        await("document " + id).atMost(Duration.ofSeconds(60)).until(() -> hasDocument(id));
    }

    private boolean hasDocument(String id) {
        return typesense
                        .request("GET", "/collections/products/documents/" + id, null)
                        .statusCode()
                == 200;
    }

    private static String prefixed(String url) {
        return url.replaceFirst("^jdbc:", "jdbc:typesync:");
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String value(String query) throws SQLException {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
