package dev.typesync.config;

import static dev.typesync.config.Configurations.MINIMAL;
import static dev.typesync.config.Configurations.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {

    @Test
    void usesTheDefaultOfEveryAbsentKey() {
        TypesyncConfig config = read(MINIMAL);

        assertThat(config.enabled()).isTrue();
        assertThat(config.database()).isEqualTo(new DatabaseConfig(null, null, null, "typesync"));
        assertThat(config.typesense().nodes()).containsExactly(URI.create("http://localhost:8108"));
        assertThat(config.typesense().apiKey().value()).isEqualTo("k");
        assertThat(config.typesense().connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.typesense().requestTimeout()).isEqualTo(Duration.ofMinutes(60));
        assertThat(config.typesense().settleTime()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.typesense().collectionPrefix()).isEmpty();
        assertThat(config.collections()).isEqualTo(Map.of("products", CollectionConfig.of("products")));
        assertThat(config.delivery())
                .isEqualTo(DeliveryConfig.defaults())
                .isEqualTo(new DeliveryConfig(
                        Durability.OUTBOX,
                        Duration.ofSeconds(2),
                        Duration.ofMillis(50),
                        1000,
                        2 * 1024 * 1024,
                        Duration.ZERO,
                        ReplicatorPlace.EMBEDDED,
                        Duration.ofMinutes(10),
                        10_000_000,
                        Duration.ofSeconds(10)));
        assertThat(config.reindex().at()).isNull();
        assertThat(config.verify()).isEqualTo(new VerifyConfig(null, false));
    }

    @Test
    void readsEveryKey() {
        TypesyncConfig config = read("""
                enabled: ${TYPESYNC_ENABLED:-true}
                database: { url: "jdbc:postgresql://db/shop", user: sync, password: "${DB_PASSWORD}", schema: ts }
                typesense:
                  nodes: [http://a:8108, "https://b", http://c/]
                  apiKey: ${TYPESENSE_API_KEY}
                  connectTimeout: 1s
                  requestTimeout: 5m
                  settleTime: 0s
                  collectionPrefix: test_
                collections:
                  cities:
                    table: geo.cities
                    columns: [id, name, location]
                    where: not is_deleted
                  books:
                    exclude: [internal_note]
                    fields:
                      title: { infix: true, locale: no }
                      price: { type: string, num_dim: 3, weight: 0.5 }
                      legacy_id: { column: id }
                      created: { unit: ms }
                    schema: { default_sorting_field: popularity, token_separators: ["-"] }
                    schemaChange: add
                    onReject: keep
                  all: { columns: all }
                  bare:
                delivery:
                  durability: outbox
                  maxDelay: 20ms
                  pace: 100ms
                  maxBatchDocuments: 5_000
                  maxBatchBytes: 512KB
                  waitOnCommit: 1s
                  replicator: external
                  reconcileInterval: 24h
                  maxOutboxKeys: 1
                  lease: 2s
                reindex: {}
                verify: { repair: false }
                """, Map.of("DB_PASSWORD", "geheim", "TYPESENSE_API_KEY", "xyz"));

        assertThat(config.database().url()).isEqualTo("jdbc:postgresql://db/shop");
        assertThat(config.database().user()).isEqualTo("sync");
        assertThat(config.database().password()).extracting(Secret::value).isEqualTo("geheim");
        assertThat(config.database().schema()).isEqualTo("ts");
        assertThat(config.typesense().nodes())
                .containsExactly(URI.create("http://a:8108"), URI.create("https://b:443"), URI.create("http://c:80"));
        assertThat(config.typesense().apiKey().value()).isEqualTo("xyz");
        assertThat(config.typesense().settleTime()).isZero();
        assertThat(config.typesense().collectionPrefix()).isEqualTo("test_");
        assertThat(config.collections().keySet()).containsExactly("cities", "books", "all", "bare");
        CollectionConfig cities = config.collections().get("cities");
        assertThat(cities.table()).isEqualTo("geo.cities");
        assertThat(cities.columns()).isEqualTo(new ColumnSelection.Listed(List.of("id", "name", "location")));
        assertThat(cities.where()).isEqualTo("not is_deleted");
        CollectionConfig books = config.collections().get("books");
        assertThat(books.columns()).isEqualTo(new ColumnSelection.Excluding(List.of("internal_note")));
        assertThat(books.fields())
                .containsEntry("title", new FieldConfig(null, EpochUnit.S, Map.of("infix", true, "locale", "no")))
                .containsEntry(
                        "price",
                        new FieldConfig(
                                null,
                                EpochUnit.S,
                                Map.of("type", "string", "num_dim", 3L, "weight", new BigDecimal("0.5"))))
                .containsEntry("legacy_id", new FieldConfig("id", EpochUnit.S, Map.of()))
                .containsEntry("created", new FieldConfig(null, EpochUnit.MS, Map.of()));
        assertThat(books.schema())
                .isEqualTo(Map.of("default_sorting_field", "popularity", "token_separators", List.of("-")));
        assertThat(config.collections().get("all").columns()).isEqualTo(new ColumnSelection.All());
        assertThat(config.collections().get("bare")).isEqualTo(CollectionConfig.of("bare"));
        assertThat(config.delivery())
                .isEqualTo(new DeliveryConfig(
                        Durability.OUTBOX,
                        Duration.ofMillis(20),
                        Duration.ofMillis(100),
                        5000,
                        512 * 1024,
                        Duration.ofSeconds(1),
                        ReplicatorPlace.EXTERNAL,
                        Duration.ofHours(24),
                        1,
                        Duration.ofSeconds(2)));
    }

    /** Numbers and booleans of YAML 1.1; the words that are booleans only there are strings. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            12, Long, 12
            -1, Long, -1
            089, String, 089
            1.50, BigDecimal, 1.50
            -.5, BigDecimal, -0.5
            1e3, BigDecimal, 1E+3
            1_000, String, 1_000
            0x1F, String, 0x1F
            1:30, String, 1:30
            .inf, String, .inf
            '12', String, 12
            !!str 12, String, 12
            True, Boolean, true
            "true", String, true
            yes, String, yes
            nUll, String, nUll
            """)
    void passesTypesensesOwnPropertiesOnWithTheirTypes(String text, String type, String value) {
        TypesyncConfig config = read(MINIMAL.replace("products: {}", "products: { schema: { own: " + text + " } }"));

        assertThat(config.collections().get("products").schema().get("own"))
                .hasToString(value)
                .extracting(own -> own.getClass().getSimpleName())
                .isEqualTo(type);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"7B, 7", "7, 7", "1KB, 1024", "3MB, 3145728", "1 GB, 1073741824", "2mb, 2097152"})
    void readsSizesAs1024Based(String written, long bytes) {
        assertThat(read(MINIMAL + "delivery: { maxBatchBytes: " + written + " }\n")
                        .delivery()
                        .maxBatchBytes())
                .isEqualTo(bytes);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"20ms, PT0.02S", "2s, PT2S", "60m, PT1H", "1h, PT1H", "2d, PT48H", "'3 s', PT3S"})
    void readsDurationsWithTheirUnit(String written, Duration duration) {
        assertThat(read(MINIMAL + "delivery: { maxDelay: " + written + " }\n")
                        .delivery()
                        .maxDelay())
                .isEqualTo(duration);
    }

    @Test
    void ignoresTheRestWhenDisabled() {
        TypesyncConfig config =
                read("enabled: ${TYPESYNC_ENABLED:-true}\nnonsense: [1]\n", Map.of("TYPESYNC_ENABLED", "false"));

        assertThat(config.enabled()).isFalse();
        assertThat(config.collections()).isEmpty();
    }

    @Test
    void removesThePrefixOfAUrl() {
        DatabaseConfig database = read(MINIMAL
                        + "database: { url: \"jdbc:typesync:postgresql://db/shop?ssl=true&typesync.enabled=true\" }\n")
                .database();

        assertThat(database.url()).isEqualTo("jdbc:postgresql://db/shop?ssl=true");
    }

    @Test
    void propertiesAreImmutable() {
        CollectionConfig books = read("""
                typesense: { nodes: [http://a:1], apiKey: k }
                collections: { books: { schema: { a: { b: [1] } } } }
                """).collections().get("books");

        assertThat(books.schema()).isUnmodifiable().containsEntry("a", Map.of("b", List.of(1L)));
        assertThat((Map<?, ?>) books.schema().get("a")).isUnmodifiable();
    }
}
