package dev.typesync.replicator;

import static org.awaitility.Awaitility.await;

import dev.typesync.testkit.SharedServers;
import dev.typesync.testkit.TypesenseNodes;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A cluster loses its leader, the node that the replicator uses, while documents are written. Takes a minute. */
@Timeout(240)
@EnabledIfSystemProperty(named = "typesync.slow", matches = "true")
class LostLeaderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int ROWS = 50;

    private int changes;

    @Test
    void everyDocumentEqualsItsRowAfterTheLossOfTheLeader() throws Exception {
        try (TypesenseNodes cluster = TypesenseNodes.start(3)) {
            int leader = cluster.leader();
            int follower = (leader + 1) % 3;
            try (Stage stage = new Stage(SharedServers.postgres(), cluster.node(follower))) {
                stage.nodes(leaderFirst(cluster, leader)).settleTime(Duration.ofSeconds(2));
                stage.sql(
                        "create table books (id int primary key, title text)",
                        "insert into books select n, 'title' from generate_series(1, " + ROWS + ") n");
                Replicator replicator = stage.start("books");
                replicator.awaitDelivered(PATIENCE);

                changeUntil(stage, () -> changes > 2 * ROWS);
                cluster.node(leader).kill9();
                long killed = System.nanoTime();
                changeUntil(stage, () -> isDelivered(replicator));
                System.out.println("LostLeaderIT: delivered again after "
                        + Duration.ofNanos(System.nanoTime() - killed).toMillis() + " ms");
                replicator.awaitDelivered(PATIENCE);
                awaitEqual(stage);

                Thread restart = new Thread(() -> cluster.restart(leader), "test-restart");
                restart.start();
                changeUntil(stage, () -> !restart.isAlive());
                replicator.awaitDelivered(PATIENCE);
                awaitEqual(stage);
            }
        }
    }

    private static List<URI> leaderFirst(TypesenseNodes cluster, int leader) {
        List<URI> nodes = new ArrayList<>(cluster.urls());
        nodes.add(0, nodes.remove(leader));
        return nodes;
    }

    /** Another node shows a write a little later. */
    private static void awaitEqual(Stage stage) {
        await().atMost(PATIENCE).untilAsserted(() -> DocumentsEqualRows.check(stage, "books"));
    }

    private interface Condition {
        boolean isMet() throws Exception;
    }

    private void changeUntil(Stage stage, Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.isMet()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + PATIENCE + ", after " + changes + " changes");
            }
            change(stage);
        }
    }

    private void change(Stage stage) throws SQLException {
        int id = 1 + changes % ROWS;
        changes++;
        stage.sql("begin; insert into books values (" + id + ", '" + changes + "') on conflict (id) do update set"
                + " title = excluded.title; insert into typesync.outbox (tbl, op, keys) values ('public.books', 'k',"
                + " '{" + id + "}'); commit");
        if (changes % 7 == 0) {
            stage.sql("begin; delete from books where id = " + id + "; insert into typesync.outbox (tbl, op, keys)"
                    + " values ('public.books', 'k', '{" + id + "}'); commit");
        }
        stage.committed();
    }

    private static boolean isDelivered(Replicator replicator) throws InterruptedException {
        try {
            replicator.awaitDelivered(Duration.ofMillis(500));
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
