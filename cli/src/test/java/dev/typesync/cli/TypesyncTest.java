package dev.typesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypesyncTest {
    private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/shop";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "init --help",
                "doctor --help",
                "status --help",
                "dead-letters --help",
                "dead-letters list --help",
                "dead-letters retry --help",
                "dead-letters discard --help",
                "run --help",
                "explain --help"
            })
    void printsHelp(String args) {
        CommandRun run = run(args.split(" "));

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("Usage: typesync");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reindex products",
                "verify --all",
                "proxy",
                "dead-letters",
                "dead-letters burn",
                "status --jason",
                "init --print-config",
                "init --print-sql --print-config t",
                "explain nowhere.sql"
            })
    void refusesUnknownArguments(String args) {
        CommandRun run = run(args.split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctor", "status", "run"})
    void showsASampleIfThereIsNoConfiguration(String command) {
        CommandRun run = run(command, "--url", NOWHERE);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("typesync: There is no configuration.").contains("collections:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctor", "status", "run", "init", "dead-letters list", "init --print-sql"})
    void namesTheLineOfAWrongConfiguration(String command) throws IOException {
        Files.writeString(
                directory.resolve("typesync.yaml"), "typesense: { nodes: [http://127.0.0.1:1], apikey: x }\n");

        CommandRun run = run((command + " --url " + NOWHERE).split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("typesync: typesync.yaml:1: typesense.apikey: this key is unknown, did you mean apiKey?"
                        + " Allowed here: nodes, apiKey, connectTimeout, requestTimeout, settleTime,"
                        + " collectionPrefix, tls\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "run", "init", "dead-letters list", "init --print-config t"})
    void reportsThatTheDatabaseCannotBeReached(String command) throws IOException {
        configure("http://127.0.0.1:1", "");

        CommandRun run = run((command + " --url " + NOWHERE).split(" "));

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("typesync: the database reports: ").doesNotContain("\tat ");
    }

    @Test
    void reportsThatNoDatabaseIsGiven() throws IOException {
        configure("http://127.0.0.1:1", "");

        CommandRun run = run("status");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("typesync: no database is given: use --url");
    }

    @Test
    void refusesAUrlOfAnotherDatabase() throws IOException {
        configure("http://127.0.0.1:1", "");

        CommandRun run = run("status", "--url", "jdbc:mysql://127.0.0.1/shop");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("jdbc:postgresql://localhost:5432/shop?user=app");
    }

    @Test
    void refusesAPasswordInAnArgumentWithoutPrintingIt() throws IOException {
        configure("http://127.0.0.1:1", "");

        CommandRun run = run("status", "--url", NOWHERE + "?user=app&password=s3cr3t");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("PGPASSWORD").doesNotContain("s3cr3t");
    }

    @Test
    void doesNothingIfDisabled() throws IOException {
        Files.writeString(directory.resolve("typesync.yaml"), "enabled: false\n");

        CommandRun run = run("status", "--url", NOWHERE);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("switched off");
    }

    @Test
    void usesTheConfigurationInAnApplicationsUrl() throws IOException {
        Files.writeString(directory.resolve("other.yaml"), "wrong: 1\n");

        CommandRun run =
                run("status", "--url", "jdbc:typesync:postgresql://127.0.0.1:1/shop?typesync.config=other.yaml");

        assertThat(run.err()).startsWith("typesync: other.yaml:1: wrong: this key is unknown");
    }

    @Test
    void printsSqlForTheConfiguredSchemaWithoutConnecting() throws IOException {
        configure("http://127.0.0.1:1", "database: { schema: Search }\n");

        CommandRun run = run("init", "--print-sql");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("create schema if not exists \"Search\";")
                .contains("grant insert (tbl, op, keys, tag) on \"Search\".outbox to public;")
                .contains("-- grant select, insert, update, delete on all tables in schema \"Search\" to replicator;");
    }

    @Test
    void explainsAScriptAsJson() throws IOException {
        Path script = Files.writeString(directory.resolve("script.sql"), """
                \\set ON_ERROR_STOP on
                update shop.books set title = ? where isbn = '5' and shop = ?;
                copy books from stdin;
                1\tit's
                \\.
                with d as (delete from a returning *) insert into b select * from d returning id
                """);

        CommandRun run = run("explain", script.toString(), "--json", "--key", "books=isbn,shop");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        String[] lines = run.out().split(System.lineSeparator());
        assertThat(lines).hasSize(3);
        assertThat(json(lines[0]).toString()).startsWith("""
                {"sql":"update shop.books set title = ? where isbn = '5' and shop = ?","operation":"UPDATE",\
                "targets":[{"schema":"shop","table":"books","operation":"UPDATE"}],"keys":{"bound":""");
        assertThat(json(lines[1]).get("operation").asText()).isEqualTo("COPY_IN");
        assertThat(json(lines[2]).get("targets")).hasSize(2);
        assertThat(json(lines[2]).get("returning").asBoolean()).isTrue();
    }

    private static JsonNode json(String line) throws IOException {
        return new ObjectMapper().readTree(line);
    }

    private void configure(String node, String more) throws IOException {
        Files.writeString(
                directory.resolve("typesync.yaml"),
                "typesense: { nodes: [\"" + node + "\"], apiKey: k }\ncollections: { products: {} }\n" + more);
    }

    private CommandRun run(String... args) {
        return CommandRun.of(Map.of(), directory, args);
    }
}
