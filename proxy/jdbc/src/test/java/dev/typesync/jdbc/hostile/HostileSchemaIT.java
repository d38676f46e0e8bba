package dev.typesync.jdbc.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.status.DeadLetters;
import dev.typesync.replicator.status.StatusReader;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import dev.typesync.testkit.TypesenseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs capture and delivery in a database of its own, and again in one where another role has made overloads of all
 * that the first run used.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileSchemaIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> OTHER_TABLES = List.of("pair", "made", "parent", "child", "grandchild", "parts");

    private final PostgresServer postgres = PostgresServer.start();
    private final TypesenseServer typesense = SharedServers.typesense();
    private final ObjectMapper json = new ObjectMapper();
    private ServerLog log;
    private NameScan used;

    /** The documents after each connection of the first run: the second database has the same rows. */
    private final List<Map<String, Set<String>>> expected = new ArrayList<>();

    @TempDir
    static Path directory;

    @BeforeAll
    void runOnce() throws Exception {
        log = ServerLog.of(postgres);
        String database = createDatabase("public");
        run(database, () -> expected.add(rows(database)));
        used = new NameScan(Set.copyOf(strings(database, "select distinct proname from pg_proc")));
        for (String role : List.of(application(database), replicator(database))) {
            log.statements(database, role).forEach(used::add);
            assertUndisturbed(database, role);
        }
    }

    @AfterAll
    void stop() {
        postgres.close();
        typesense.deleteCollections("test_");
    }

    @Test
    void everyTextNamesTheSchemaOfWhatItUses() {
        assertThat(used.operators).contains("=", "<>", "||");
        assertThat(used.names).contains("concat", "unnest", "text", "pg_class");
        assertThat(used.searched).isEmpty();
    }

    @Test
    void nothingOfAnotherSchemaIsCalledAndNothingFails() throws Exception {
        String database = createDatabase("public, pg_catalog");
        try (Connection superuser = postgres.connect(database)) {
            HostileSchema.create(superuser, hostile(database), used);
        }
        assertIsHostile(database);

        run(database, () -> {});

        for (String role : List.of(application(database), replicator(database))) {
            assertUndisturbed(database, role);
        }
    }

    /** What does not name its schema is called by any role. */
    private void assertIsHostile(String database) throws SQLException, IOException {
        String role = hostile(database);
        try (Connection connection = DriverManager.getConnection(plainUrl(database, role));
                Statement statement = connection.createStatement()) {
            statement.execute("select 'a'::pg_catalog.name = 'b'::pg_catalog.name,"
                    + " '2000-01-01'::pg_catalog.date::pg_catalog.text, concat('a'::pg_catalog.text)");
        }
        assertThat(log.messages(database, role))
                .anyMatch(message -> message.startsWith(HostileSchema.CALLED + "= called"))
                .anyMatch(message -> message.startsWith(HostileSchema.CALLED + "cast of date to text called"))
                .anyMatch(message -> message.startsWith(HostileSchema.CALLED + "concat called"));
    }

    private void assertUndisturbed(String database, String role) throws IOException {
        assertThat(log.messages(database, role).stream()
                        .filter(message -> message.startsWith(HostileSchema.CALLED) || message.startsWith("ERROR"))
                        .distinct())
                .as(role)
                .isEmpty();
    }

    private static String application(String database) {
        return "application_of_" + database;
    }

    private static String replicator(String database) {
        return "replicator_of_" + database;
    }

    private static String hostile(String database) {
        return "hostile_of_" + database;
    }

    private String createDatabase(String path) throws SQLException {
        String database = postgres.createDatabase();
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(Workload.ddl());
            for (String role : List.of(application(database), replicator(database), hostile(database))) {
                statement.execute("create role " + role + " login; grant usage on schema shop to " + role);
                statement.execute("alter role " + role + " in database " + database + " set search_path = " + path);
            }
            statement.execute("grant create on schema public to " + hostile(database)
                    + "; grant create on database " + database + " to " + replicator(database)
                    + "; grant all on all tables in schema shop to " + application(database)
                    + "; grant select on all tables in schema shop to " + replicator(database)
                    + "; alter table shop.k_uuid owner to " + application(database)
                    + "; grant create on schema shop to " + application(database));
        }
        return database;
    }

    private interface Step {
        void run() throws SQLException;
    }

    private void run(String database, Step afterEachConnection) throws Exception {
        String url = plainUrl(database, application(database)).replaceFirst("^jdbc:", "jdbc:typesync:")
                + "&typesync.config=" + configure(database);
        for (int i = 0; i < 2; i++) {
            try (Connection connection =
                    DriverManager.getConnection(url + (i == 0 ? "" : "&reWriteBatchedInserts=true"))) {
                Workload workload = new Workload(connection);
                if (i == 0) {
                    workload.run();
                } else {
                    workload.batches();
                }
                afterEachConnection.run();
                awaitDocuments(database, expected.get(i));
            } // closing it hands the lease over; the next connection takes it
        }
        askAsACommandDoes(database);
    }

    private void askAsACommandDoes(String database) throws Exception {
        OutboxSchema schema = new OutboxSchema("typesync");
        try (Connection connection = DriverManager.getConnection(plainUrl(database, replicator(database)))) {
            changeAnEarlierVersion(connection, schema);
            schema.checkReplicator(connection);
            schema.warnOfOwner(connection);
            StatusReader status = new StatusReader(schema, List.of("k_int4"));
            status.owner(connection);
            status.read(connection);
            DeadLetters deadLetters = new DeadLetters(schema);
            deadLetters.list(connection, null, null, letter -> {});
            deadLetters.retry(connection, "k_int4", null);
            deadLetters.discard(connection, "k_int4", "1");
        }
    }

    private static void changeAnEarlierVersion(Connection connection, OutboxSchema schema) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("update typesync.meta set value = '1' where key OPERATOR(pg_catalog.=) 'version'");
        }
        assertThat(schema.ensure(connection)).isTrue();
    }

    private String plainUrl(String database, String role) {
        return postgres.url(database).replaceFirst("user=[^&]*", "user=" + role);
    }

    private static List<String> tables() {
        List<String> tables = new ArrayList<>(OTHER_TABLES);
        Workload.KEYS.keySet().forEach(type -> tables.add(Workload.table(type)));
        return tables;
    }

    private Path configure(String database) throws IOException {
        StringBuilder text = new StringBuilder("""
                database: { url: "%s", user: %s }
                typesense: { nodes: ["%s"], apiKey: "%s", settleTime: 1s, collectionPrefix: "%s_" }
                delivery: { reconcileInterval: 1s }
                collections:
                """.formatted(
                        plainUrl(database, replicator(database)),
                        replicator(database),
                        typesense.url(),
                        typesense.apiKey(),
                        database));
        tables().forEach(table -> text.append("  " + table + ": { table: shop." + table + " }\n"));
        return Files.writeString(directory.resolve(database + ".yaml"), text.toString());
    }

    private Map<String, Set<String>> rows(String database) throws SQLException {
        Map<String, Set<String>> rows = new TreeMap<>();
        for (String table : tables()) {
            String id = switch (table) {
                case "pair" -> "a::text || ':' || m";
                case "k_numeric" -> "trim_scale(id)::text";
                default -> "id::text";
            };
            rows.put(table, new TreeSet<>(strings(database, "select " + id + " || '=' || v from shop." + table)));
        }
        return rows;
    }

    private void awaitDocuments(String database, Map<String, Set<String>> rows) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (Map.Entry<String, Set<String>> table : rows.entrySet()) {
                assertThat(documents(database + "_" + table.getKey()))
                        .as(table.getKey())
                        .isEqualTo(table.getValue());
            }
        });
    }

    private Set<String> documents(String collection) throws IOException {
        Set<String> found = new TreeSet<>();
        var response = typesense.request("GET", "/collections/" + collection + "/documents/export", null);
        if (response.statusCode() == 200) {
            for (String line : response.body().lines().toList()) {
                JsonNode document = json.readTree(line);
                found.add(document.get("id").asText() + "=" + document.get("v").asText());
            }
        }
        return found;
    }

    private List<String> strings(String database, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            try (ResultSet row = statement.executeQuery(query)) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }
}
