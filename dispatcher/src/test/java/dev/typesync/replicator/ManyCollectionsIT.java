package dev.typesync.replicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many collections share the threads and the connections of their owner. */
class ManyCollectionsIT {
    private static final int COLLECTIONS = Integer.getInteger("typesync.test.collections", 100);

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void areServedByAtMostTwentyThreadsAndFourConnections() throws Exception {
        for (int i = 0; i < COLLECTIONS; i++) {
            stage.sql("create table t" + i + " (id int primary key, title text); insert into t" + i
                    + " values (1, 'loaded')");
        }
        long before = threads();
        Replicator replicator = stage.start(
                IntStream.range(0, COLLECTIONS).mapToObj(i -> "t" + i).toArray(String[]::new));
        replicator.awaitDelivered(Stage.PATIENCE.multipliedBy(4));
        for (int i = 0; i < COLLECTIONS; i++) {
            stage.sql("begin; insert into t" + i + " values (2, 'live'); insert into typesync.outbox (tbl, op, keys)"
                    + " values ('public.t" + i + "', 'k', '{2}'); commit");
        }
        replicator.awaitDelivered(Stage.PATIENCE.multipliedBy(4));

        assertThat(threads() - before).isLessThanOrEqualTo(20);
        assertThat(Integer.parseInt(
                        stage.text("select count(*) from pg_stat_activity where application_name = 'typesync'"
                                + " and datname = current_database()")))
                .isLessThanOrEqualTo(4);
        for (int i = 0; i < COLLECTIONS; i += 33) {
            DocumentsEqualRows.check(stage, "t" + i);
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("typesync-")
                        || thread.getName().startsWith("HttpClient-"))
                .count();
    }
}
