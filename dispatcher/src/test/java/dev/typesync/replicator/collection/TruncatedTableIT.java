package dev.typesync.replicator.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.replicator.Replicator;
import dev.typesync.replicator.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

class TruncatedTableIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord message) {
            messages.add(message.getLevel() + " " + new SimpleFormatter().formatMessage(message));
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @Test
    void deletesAllDocumentsAndReportsTheirNumber() throws Exception {
        Logger logger = Logger.getLogger("dev.typesync.replicator");
        logger.addHandler(handler);
        try (Stage stage = new Stage()) {
            stage.sql(
                    "create table films (id int primary key, n int)",
                    "insert into films select i, i from generate_series(1, 1500) i");
            Replicator replicator = stage.start("films");
            replicator.awaitDelivered(PATIENCE);
            stage.sql(
                    "truncate films",
                    "insert into films values (0, 7)",
                    "insert into typesync.outbox (tbl, op, tag) values ('public.films', 'm', 'test')");
            replicator.awaitDelivered(PATIENCE);

            assertThat(stage.documents("films").field("n")).isEqualTo(Map.of("0", "7"));
            assertThat(messages)
                    .contains(
                            "INFO collection films: 1,500 of its 1,500 documents have no row, as after a TRUNCATE; they"
                                    + " are deleted");
        } finally {
            logger.removeHandler(handler);
        }
    }
}
