package dev.typesync.replicator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemoryDeadLetterStoreTest {
    private final MemoryDeadLetterStore store = new MemoryDeadLetterStore("books");
    private final Logger logger = Logger.getLogger("dev.typesync.replicator");
    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(MessageFormat.format(entry.getMessage(), entry.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    @Test
    void showsErrorsThatNameOnlyAField() {
        store.record(Map.of("1", "400 Field `price` must be a float."), 4);
        store.record(Map.of("2", "field price is larger than 1.8e308, the limit of a float"), 4);
        assertThat(logged.get(0)).endsWith("400 Field `price` must be a float.");
        assertThat(logged.get(1)).endsWith("the limit of a float");
    }

    @Test
    void doesNotShowAnErrorThatMayQuoteTheDocument() {
        store.record(Map.of("1", "400 Bad JSON: last read: '\"s3cr3t'"), 4);
        store.record(Map.of("2", "400 Field `a` has a bad value `s3cr3t`"), 4);
        assertThat(logged)
                .allMatch(entry -> entry.endsWith("400 of Typesense, with a text that may quote the document"));
    }
}
