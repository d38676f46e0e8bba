package dev.typesync.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.config.CollectionConfig;
import dev.typesync.config.EpochUnit;
import dev.typesync.config.FieldConfig;
import dev.typesync.config.Secret;
import dev.typesync.config.TypesenseConfig;
import dev.typesync.testkit.SharedServers;
import dev.typesync.testkit.TypesenseServer;
import dev.typesync.typesense.CollectionAdministration;
import dev.typesync.typesense.ExportSink;
import dev.typesync.typesense.ImportOutcome.Answered;
import dev.typesync.typesense.LineResult;
import dev.typesync.typesense.TypesenseClient;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Checks that documents from Typesense have the same hash as the documents that were sent. Otherwise reconciliation
 * would never end.
 */
class RoundTripIT {
    private static final TypesenseServer SERVER = SharedServers.typesense();
    private static final String COLLECTION = "round_trip_it_t";
    private static final int ROWS = Integer.getInteger("typesync.test.rows", 500);

    private final TypesenseConfig config = TypesenseConfig.of(List.of(SERVER.url()), Secret.of(SERVER.apiKey()));

    @AfterEach
    void deleteCollection() {
        SERVER.deleteCollections(COLLECTION);
    }

    @Test
    void exportedDocumentsHashAsTheRowsTheyCameFrom() throws SQLException {
        exportsWhatWasImported(Scratch.config("t", null, Map.of(), Map.of()));
    }

    @Test
    void exportedDocumentsHashAsTheRowsWithOtherFieldTypes() throws SQLException {
        Map<String, FieldConfig> fields = Map.of(
                "n", type("string"),
                "an", type("string[]"),
                "tsz", new FieldConfig(null, EpochUnit.S, Map.of("type", "string")),
                "atz", type("string[]"),
                "ts", new FieldConfig(null, EpochUnit.MS, Map.of()),
                "b", type("string"),
                "ab", type("string[]"),
                "p", type("string"),
                "i8", type("float"),
                "jb", type("string"));
        exportsWhatWasImported(Scratch.config("t", null, fields, Map.of()));
    }

    private static FieldConfig type(String type) {
        return new FieldConfig(null, EpochUnit.S, Map.of("type", type));
    }

    private void exportsWhatWasImported(CollectionConfig collection) throws SQLException {
        long seed = Long.getLong("typesync.test.seed", System.nanoTime());
        try (Scratch db = new Scratch();
                TypesenseClient client = new TypesenseClient(config)) {
            db.sql(RandomRows.TABLE, new RandomRows(new Random(seed)).insert(ROWS));
            CollectionMapping mapping = db.mapping(collection);
            RowReader reader = new RowReader(mapping);
            new CollectionAdministration(config).create(mapping.typesenseSchema(COLLECTION));

            Map<String, Document> imported = importInPages(db, reader, client);

            assertThat(imported.values())
                    .as("a character of several bytes can be lost in the transfer")
                    .allMatch(RoundTripIT::isAscii);
            assertThat(imported).as("seed %d", seed).hasSizeGreaterThan(ROWS * 9 / 10);
            assertThat(exportOf(client)).as("seed %d", seed).isEqualTo(hashes(imported));
        }
    }

    private static boolean isAscii(Document document) {
        for (byte b : document.json()) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, Document> importInPages(Scratch db, RowReader reader, TypesenseClient client)
            throws SQLException {
        Map<String, Document> imported = new HashMap<>();
        String after = null;
        do {
            KeyRange range = reader.keysAfter(db.connection, after, 400);
            List<String> keys = range.keys();
            RowReadResult rows = reader.read(db.connection, keys);
            assertThat(rows.missing()).isEmpty();
            assertThat(rows.rejected()).isEmpty();
            assertThat(rows.documents()).hasSameSizeAs(keys);
            Answered answer = (Answered) client.importDocuments(COLLECTION, rows.documents());
            assertThat(answer.lines()).allMatch(LineResult::success);
            rows.documents().forEach(document -> imported.put(document.id(), document));
            after = range.upTo();
        } while (after != null);
        return imported;
    }

    private static Map<String, Long> hashes(Map<String, Document> documents) {
        Map<String, Long> hashes = new HashMap<>();
        documents.forEach((id, document) -> hashes.put(id, document.hash()));
        return hashes;
    }

    private static Map<String, Long> exportOf(TypesenseClient client) {
        Map<String, Long> exported = new HashMap<>();
        List<Long> invalidLines = new ArrayList<>();
        client.export(COLLECTION, new ExportSink() {
            @Override
            public void document(String id, long hash) {
                exported.put(id, hash);
            }

            @Override
            public void notADocument(long line) {
                invalidLines.add(line);
            }
        });
        assertThat(invalidLines).isEmpty();
        return exported;
    }
}
