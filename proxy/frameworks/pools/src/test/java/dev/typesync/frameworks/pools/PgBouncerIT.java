package dev.typesync.frameworks.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.typesync.frameworks.Failure;
import dev.typesync.frameworks.UrlChange;
import dev.typesync.testkit.PgBouncerServer;
import dev.typesync.testkit.SharedServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients share few connections to the server. Each transaction can have another one. */
class PgBouncerIT {
    private static final String DDL =
            "create table items (id int primary key, amount int constraint items_amount_check check (amount >= 0))";
    private static final String COLLECTIONS = "collections: { items: {} }\n";
    private static final int CLIENTS = 16;
    private static final int SERVER_CONNECTIONS = 3;
    private static final int ROUNDS = 20;

    private static Path binary;

    @TempDir
    private Path directory;

    @BeforeAll
    static void findPgBouncer() {
        Optional<Path> found = PgBouncerServer.locate();
        assumeTrue(
                found.isPresent() || "true".equals(System.getenv("CI")),
                "PgBouncer is not installed; see the message of pgbouncer.sh");
        binary = found.orElseThrow(); // CI must not skip it
    }

    @Test
    void worksWithoutPreparedStatementsOnTheServer() throws Exception {
        compare("&prepareThreshold=0");
    }

    @Test
    void worksWithPreparedStatementsThatPgBouncerFollows() throws Exception {
        assumeTrue(
                followsPreparedStatements(),
                "PgBouncer has max_prepared_statements from version 1.21 on: " + version());
        compare("&prepareThreshold=1", "max_prepared_statements = 50");
    }

    private void compare(String parameters, String... settings) throws Exception {
        try (PgBouncerServer bouncer =
                PgBouncerServer.start(binary, SharedServers.postgres(), SERVER_CONNECTIONS, settings)) {
            UrlChange change = UrlChange.create(directory, DDL, COLLECTIONS, url -> bouncer.through(url) + parameters);
            List<Object> seen = change.compare(PgBouncerIT::work);
            assertThat(seen).hasSize(CLIENTS * ROUNDS);
            change.requireEqualRows("select * from items order by id");
            change.awaitDocuments("items", "select id::text, amount from items");
            assertThat(ServerSessions.count(change.prefixed()))
                    .as("connections of the replicator, which go through PgBouncer too")
                    .isBetween(1L, (long) SERVER_CONNECTIONS);
            assertThat(change.marks()).isEmpty();
        }
    }

    private static List<Object> work(String url) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CLIENTS);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            return clients(pool);
        }
    }

    private static List<Object> clients(DataSource pool) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<List<Object>>> results = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                results.add(clients.submit(() -> client(pool, number)));
            }
            List<Object> seen = new ArrayList<>();
            for (Future<List<Object>> result : results) {
                seen.addAll(result.get());
            }
            return seen;
        } finally {
            clients.shutdownNow();
        }
    }

    /** Works on keys of its own, so that the results do not depend on other clients. */
    private static List<Object> client(DataSource pool, int client) throws SQLException {
        List<Object> seen = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            int key = 1_000 * client + round;
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(round % 2 == 0);
                int inserted = update(connection, "insert into items (amount, id) values (?, ?)", round, key);
                int changed = update(connection, "update items set amount = amount + ? where id = ?", 1, key);
                int deleted = update(connection, "delete from items where amount = ? and id = ?", 8, key);
                if (round % 2 == 1) {
                    finish(connection, key, round % 3 == 0);
                }
                seen.add(List.of(inserted, changed, deleted));
            }
        }
        return seen;
    }

    private static void finish(Connection connection, int key, boolean fails) throws SQLException {
        if (fails) {
            Failure failure = Failure.of(() -> update(connection, "update items set amount = ? where id = ?", -1, key));
            assertThat(failure.constraint()).isEqualTo("items_amount_check");
            connection.rollback();
        } else {
            connection.commit();
        }
    }

    private static int update(Connection connection, String sql, int first, int second) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, first);
            statement.setInt(2, second);
            return statement.executeUpdate();
        }
    }

    private static boolean followsPreparedStatements() throws Exception {
        Matcher matcher = Pattern.compile("PgBouncer 1\\.(\\d+)").matcher(version());
        return matcher.find() && Integer.parseInt(matcher.group(1)) >= 21;
    }

    private static String version() throws Exception {
        Process process = new ProcessBuilder(binary.toString(), "--version").start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
