package dev.typesync.replicator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.typesync.config.CollectionConfig;
import dev.typesync.document.CollectionResolution;
import dev.typesync.document.CollectionResolver;
import dev.typesync.document.Document;
import dev.typesync.document.DocumentSink;
import dev.typesync.document.RejectedRow;
import dev.typesync.document.RowReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** The check of the result: every document equals its row, and there are no other documents. */
public final class DocumentsEqualRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DocumentsEqualRows() {}

    public static void check(Stage stage, String table) throws SQLException {
        assertThat(stage.documents(table).all())
                .as("documents of %s", table)
                .isEqualTo(rows(stage.connection, CollectionConfig.of(table)));
    }

    private static Map<String, JsonNode> rows(Connection connection, CollectionConfig config) throws SQLException {
        CollectionResolution.Ready ready =
                (CollectionResolution.Ready) new CollectionResolver().resolve(connection, config);
        Map<String, JsonNode> documents = new TreeMap<>();
        new RowReader(ready.mapping()).readAll(connection, null, 1000, new DocumentSink() {
            @Override
            public void document(Document document) {
                documents.put(document.id(), parse(document.json()));
            }

            @Override
            public void rejected(RejectedRow row) {
                throw new AssertionError("a row has no document: " + row);
            }
        });
        return documents;
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
