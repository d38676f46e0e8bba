package dev.typesync.replicator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.typesync.testkit.TypesenseServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Typesense is killed under load: 22 collections have requests with unknown outcome, and all go on soon. */
@Timeout(240)
@EnabledIfSystemProperty(named = "typesync.slow", matches = "true")
class TypesenseKilledIT {
    private static final int COLLECTIONS = 22;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration SETTLE_TIME = Duration.ofSeconds(3);

    /** Generous: it takes about a second. If collections waited one after the other, it would take a minute. */
    private static final Duration TAIL = Duration.ofSeconds(20);

    private final List<String> tables =
            IntStream.range(0, COLLECTIONS).mapToObj(i -> "t" + i).toList();

    @Test
    void allCollectionsGoOnSoonAfterARestart() throws Exception {
        try (TypesenseServer server = TypesenseServer.start()) {
            assumeTrue(server.isOwn(), "a server of TYPESENSE_URL cannot be killed");
            try (Stage stage = new Stage(server)) {
                stage.settleTime(SETTLE_TIME);
                for (String table : tables) {
                    stage.sql("create table " + table + " (id int primary key, title text)");
                }
                Replicator replicator = stage.start(tables.toArray(String[]::new));
                replicator.awaitDelivered(PATIENCE);
                write(stage, 40);
                server.kill9();
                write(stage, 40);
                await().atMost(PATIENCE)
                        .until(() -> replicator.status().stream().allMatch(status -> status.lastError() != null));
                server.restart();
                long ready = System.nanoTime();
                replicator.awaitDelivered(SETTLE_TIME.plus(TAIL));
                System.out.println("TypesenseKilledIT: all delivered "
                        + Duration.ofNanos(System.nanoTime() - ready).toMillis() + " ms after the restart");
                for (String table : tables) {
                    DocumentsEqualRows.check(stage, table);
                }
            }
        }
    }

    private void write(Stage stage, int rounds) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (String table : tables) {
                statements.add("begin; insert into " + table + " values (" + round + ", 'a') on conflict (id) do update"
                        + " set title = excluded.title || 'b'; insert into typesync.outbox (tbl, op, keys) values"
                        + " ('public." + table + "', 'k', '{" + round + "}'); commit");
            }
        }
        stage.sql(statements.toArray(String[]::new));
        stage.committed();
    }
}
