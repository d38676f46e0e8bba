package dev.typesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.typesync.config.ColumnSelection;
import dev.typesync.config.ConfigurationFile;
import dev.typesync.config.Environment;
import dev.typesync.config.TypesyncConfig;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the commands against real servers. Each test has its own database and collection prefix. */
class CommandsIT {
    private static final String APPLICATION = "app_of_the_commands_test";

    @TempDir
    Path directory;

    private final PostgresServer postgres = SharedServers.postgres();
    private final TypesenseServer typesense = SharedServers.typesense();
    private final String database = postgres.createDatabase();
    private final String prefix = database + "_";

    @BeforeEach
    void createTables() throws SQLException, IOException {
        sql("""
                create table products (id int primary key, name text not null, "on" bool, "Size, mm" numeric, raw bytea);
                insert into products values (1, 'lamp', true, 1.50, null), (2, 'chair', false, null, null);
                create table nokey (a int);
                do $$ begin
                  if not exists (select from pg_roles where rolname = '%1$s') then create role %1$s login; end if;
                end $$;
                """.formatted(APPLICATION));
        configure("products: {}");
    }

    @AfterEach
    void dropCollections() {
        typesense.deleteCollections(prefix);
    }

    @Test
    void initCreatesTheObjectsAndMayBeRepeated() throws SQLException {
        for (int i = 0; i < 2; i++) {
            CommandRun run = run("init", "--url", postgres.url(database));
            assertThat(run.err()).isEmpty();
            assertThat(run.exit()).isZero();
            assertThat(run.out()).isEqualTo("The objects of typesync exist in schema typesync.\n");
        }
        assertThat(queryValue("select count(*) from typesync.outbox")).isEqualTo("0");
    }

    @Test
    void initAcceptsTheUrlOfTheApplication() {
        CommandRun run = run("init", "--url", prefixed(postgres.url(database)));

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
    }

    @Test
    void initPrintsSqlThatCreatesTheSameObjects() throws SQLException {
        CommandRun printed = run("init", "--print-sql");
        assertThat(printed.exit()).isZero();
        sql(printed.out());

        assertThat(run("init", "--url", as(APPLICATION)).exit()).isZero();
    }

    @Test
    void initPrintsTheSqlIfTheRoleMayNotCreateTheObjects() {
        CommandRun run = run("init", "--url", as(APPLICATION));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("typesync: role " + APPLICATION + " may not create the objects")
                .contains("create schema if not exists typesync;")
                .doesNotContain("\tat ");
    }

    @Test
    void initPrintsAValidConfiguration() throws SQLException, IOException {
        sql("create schema \"Old\"; create table \"Old\".\"Order\" (a int, b text, c json, primary key (b, a))");

        CommandRun run =
                run("init", "--url", postgres.url(database), "--print-config", "products", "\"Old\".\"Order\"");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        Path printed = Files.writeString(directory.resolve("printed.yaml"), run.out());
        TypesyncConfig config = ConfigurationFile.find(
                        printed.toString(), Environment.of(Map.of("TYPESENSE_API_KEY", "k")))
                .read();
        assertThat(config.collections().keySet()).containsExactly("products", "Order");
        assertThat(config.collections().get("products").columns())
                .isEqualTo(new ColumnSelection.Listed(List.of("id", "name", "on", "Size, mm")));
        assertThat(config.collections().get("Order").table()).isEqualTo("\"Old\".\"Order\"");
        assertThat(config.collections().get("Order").columns())
                .isEqualTo(new ColumnSelection.Listed(List.of("a", "b", "c")));
        assertThat(run.out()).contains("# raw: ").contains("- name  # text -> string");
    }

    @Test
    void initPrintsNoConfigurationForATableThatCannotBeReplicated() {
        CommandRun run = run("init", "--url", postgres.url(database), "--print-config", "products", "nokey", "absent");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("typesync: nokey: ").contains("typesync: absent: ");
    }

    @Test
    void statusAndDeadLettersSuggestInitIfThereAreNoObjects() {
        for (String[] command : new String[][] {{"status"}, {"dead-letters", "list"}}) {
            String[] arguments = {"--url", postgres.url(database)};
            CommandRun run =
                    run(Stream.concat(Stream.of(command), Stream.of(arguments)).toArray(String[]::new));
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("typesync init").doesNotContain("\tat ");
        }
    }

    @Test
    void memoryModeHasNoStatusAndNoSeparateReplicator() throws IOException {
        Path file = directory.resolve("typesync.yaml");
        Files.writeString(file, Files.readString(file) + "delivery: { durability: memory }\n");

        CommandRun status = run("status", "--url", postgres.url(database));
        assertThat(status.exit()).isZero();
        assertThat(status.err()).contains("durability: memory");
        CommandRun run = run("run", "--url", postgres.url(database));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("durability: memory").doesNotContain("\tat ");
        CommandRun doctor = run("doctor", "--url", postgres.url(database));
        assertThat(doctor.out()).doesNotContain("schema typesync");
        assertThat(doctor.exit()).isZero();
    }

    @Test
    void statusReportsThatNobodyReplicates() throws IOException {
        run("init", "--url", postgres.url(database));

        CommandRun text = run("status", "--url", postgres.url(database));
        CommandRun json = run("status", "--json", "--url", postgres.url(database));

        assertThat(text.exit()).isZero();
        assertThat(text.out()).startsWith("owner: nobody holds the lease").contains("products: waiting");
        assertThat(json.exit()).isZero();
        JsonNode status = new ObjectMapper().readTree(json.out());
        assertThat(status.get("collection").asText()).isEqualTo("products");
        assertThat(status.get("state").asText()).isEqualTo("waiting");
        assertThat(status.get("waiting").asLong()).isZero();
        assertThat(status.get("deadLetters").asLong()).isZero();
        assertThat(status.get("owner").isNull()).isTrue();
    }

    @Test
    void deadLettersAreListedRetriedAndDiscarded() throws SQLException, IOException {
        run("init", "--url", postgres.url(database));
        sql("insert into typesync.collection (name, tbl, config_hash, state)"
                + " values ('products', 'public.products', '', 'live')");
        sql("insert into typesync.dead_letter (collection, id, error, attempts)"
                + " values ('products', '1', 'too long', 3), ('products', '2', 'too short', 3), ('gone', '1', 'x', 1)");

        CommandRun list = run("dead-letters", "list", "--json", "--url", postgres.url(database), "products");
        assertThat(list.exit()).isZero();
        List<String> lines = list.out().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.fieldNames()).toIterable().containsExactly("collection", "id", "error", "at");
        assertThat(first.get("id").asText()).isEqualTo("1");
        assertThat(first.get("error").asText()).isEqualTo("too long");

        CommandRun retry = run("dead-letters", "retry", "products", "2", "--url", postgres.url(database));
        assertThat(retry.exit()).isZero();
        assertThat(queryValue("select tbl || ' ' || op::text || ' ' || keys::text from typesync.outbox"))
                .isEqualTo("public.products k {2}");

        CommandRun discard = run("dead-letters", "discard", "products", "--url", postgres.url(database));
        assertThat(discard.out()).isEqualTo("2 discarded.\n");
        assertThat(queryValue("select string_agg(collection, ',') from typesync.dead_letter"))
                .isEqualTo("gone");
        assertThat(run("dead-letters", "discard", "products", "2", "--url", postgres.url(database))
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void doctorReportsNoActionIfEverythingIsReady() {
        run("init", "--url", postgres.url(database));

        CommandRun run = run("doctor", "--url", postgres.url(database));

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .doesNotContain("ACTION")
                .contains("ok          Typesense: version ")
                .contains("may replicate")
                .contains("collection products: table public.products")
                .contains("column raw is left out")
                .contains("example {\"id\":\"1\",\"name\":\"lamp\"");
        assertThat(run.exit()).isZero();
    }

    @Test
    void doctorPrintsARemedyForEachProblem() throws IOException, SQLException {
        sql("grant connect on database " + database + " to " + APPLICATION);
        configure("products: {}, nokey: {}, absent: {}");

        CommandRun run = run("doctor", "--url", as(APPLICATION));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("create schema if not exists typesync;")
                .contains("-> grant select on public.products to " + APPLICATION)
                .contains("ACTION      collection nokey: ")
                .contains("ACTION      collection absent: ");
    }

    @Test
    void doctorReportsARefusedKey() throws IOException {
        run("init", "--url", postgres.url(database));
        configure("products: {}", "wrong-key");

        CommandRun run = run("doctor", "--url", postgres.url(database));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("ACTION      Typesense: ")
                .contains("typesense.apiKey")
                .doesNotContain("wrong-key");
    }

    @Test
    void doctorReportsUnreachableServers() throws IOException {
        Files.writeString(
                directory.resolve("typesync.yaml"),
                "typesense: { nodes: [\"http://127.0.0.1:1\"], apiKey: k }\ncollections: { products: {} }\n");

        CommandRun run = run("doctor", "--url", "jdbc:postgresql://127.0.0.1:1/shop");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).contains("UNREACHABLE Typesense: ").contains("UNREACHABLE database: ");
    }

    private void configure(String collections) throws IOException {
        configure(collections, typesense.apiKey());
    }

    private void configure(String collections, String key) throws IOException {
        Files.writeString(
                directory.resolve("typesync.yaml"),
                "typesense: { nodes: [\"" + typesense.url() + "\"], apiKey: \"" + key + "\", collectionPrefix: "
                        + prefix + " }\ncollections: { " + collections + " }\n");
    }

    private String as(String role) {
        return postgres.url(database).replaceFirst("user=[^&]*", "user=" + role);
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

    private String queryValue(String sql) throws SQLException {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private CommandRun run(String... args) {
        return CommandRun.of(Map.of(), directory, args);
    }
}
