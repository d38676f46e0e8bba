package dev.typesync.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.config.CollectionConfig;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads rows of any size in a bounded number of bytes. */
class LargeRowsIT {
    private static final int KB = 1024;

    private Scratch db;

    @BeforeEach
    void open() throws SQLException {
        db = new Scratch();
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void stopsAtTheLimitWhenRowsBecomeLarge() throws SQLException {
        db.sql("create table t (id int primary key, j jsonb)", """
                insert into t select i, to_jsonb(repeat('x', case when i <= 900 then 10 else 100000 end))
                from generate_series(1, 1000) i""");
        List<String> keys = keys(1, 1000);
        List<String> delivered = new ArrayList<>();

        while (!keys.isEmpty()) {
            RowReadResult rows = reader("t").read(db.connection, keys, 300 * KB);
            assertThat(bytes(rows)).isLessThanOrEqualTo(300L * KB);
            assertThat(rows.documents()).isNotEmpty();
            rows.documents().forEach(document -> delivered.add(document.id()));
            assertThat(rows.unread())
                    .doesNotContainAnyElementsOf(delivered)
                    .hasSize(keys.size() - rows.documents().size());
            keys = rows.unread();
        }

        assertThat(delivered).containsExactlyInAnyOrderElementsOf(keys(1, 1000));
    }

    @Test
    void readsOneRowThatIsLargerThanTheLimit() throws SQLException {
        db.sql(
                "create table t (id int primary key, j jsonb)",
                "insert into t select i, to_jsonb(repeat('x', 100000)) from generate_series(1, 3) i");

        RowReadResult rows = reader("t").read(db.connection, List.of("7", "1", "2", "3"), 10 * KB);

        assertThat(rows.documents()).hasSize(1);
        assertThat(rows.unread()).hasSize(2);
    }

    @Test
    void returnsTheKeyOfARowWhoseDocumentIsLargerThanItsText() throws SQLException {
        db.sql(
                "create table t (id numeric primary key, s text)",
                "insert into t select i, repeat('é', 20000) from generate_series(1, 2) i");

        RowReadResult rows = reader("t").read(db.connection, List.of("1.0", "2.00"), 130_000);

        assertThat(rows.documents()).extracting(Document::id).containsExactly("1");
        assertThat(rows.unread()).containsExactly("2.00");
        assertThat(rows.missing()).isEmpty();
    }

    @Test
    void rejectsARowOfMoreThanFourMegabytesThatTheServerDoesNotSend() throws SQLException {
        db.sql(
                "create table t (id int primary key, j json, a text[])",
                "insert into t values (1, to_json(repeat('x', 5000000)), null)",
                "insert into t values (2, null, array_fill(repeat('y', 1000), array[5000]))",
                "insert into t values (3, '1', '{z}')");

        RowReadResult rows = reader("t").read(db.connection, List.of("1", "2", "3", "4"), 100);

        assertThat(rows.rejected()).extracting(RejectedRow::id).containsExactlyInAnyOrder("1", "2");
        assertThat(rows.rejected())
                .extracting(RejectedRow::reason)
                .containsOnly(
                        "the row has more than 4194304 bytes of text, the limit of a document; leave large columns"
                                + " out by `columns`");
        assertThat(rows.documents()).extracting(Document::id).containsExactly("3");
        assertThat(rows.missing()).containsExactly("4");
    }

    @Test
    void rejectsADocumentOfMoreThanFourMegabytes() throws SQLException {
        String columns =
                IntStream.rangeClosed(1, 8).mapToObj(i -> ", s" + i + " text").reduce("", String::concat);
        String values = Stream.generate(() -> ", repeat('é', 130000)").limit(8).reduce("", String::concat);
        db.sql(
                "create table t (id int primary key" + columns + ")",
                "insert into t values (1" + values + ")",
                "insert into t values (2)");

        RowReadResult rows = reader("t").read(db.connection, List.of("1", "2"), Long.MAX_VALUE);

        assertThat(rows.rejected())
                .containsExactly(new RejectedRow(
                        "1",
                        "the document has more than 4194304 bytes as JSON, the limit of a document; leave large"
                                + " columns out by `columns`"));
        assertThat(rows.documents()).extracting(Document::id).containsExactly("2");
    }

    @Test
    void sendsVeryLongKeysInStatementsOfTheirOwn() throws SQLException {
        db.sql("create table t (id text primary key, s text)", "insert into t values ('k', 's')");
        String longKey = "x".repeat(700 * KB);

        RowReadResult rows = reader("t").read(db.connection, List.of(longKey, longKey + "2", "k"), 100);

        assertThat(rows.missing()).containsExactly(longKey);
        assertThat(rows.unread()).containsExactly(longKey + "2", "k");
    }

    @Test
    void looksAtABoundedNumberOfRowsForTheNextKeys() throws SQLException {
        db.sql(
                "create table t (id int primary key, n int)",
                "insert into t select i, i % 700 from generate_series(1, 2500) i");
        RowReader reader = new RowReader(db.mapping(Scratch.config("t", "n = 699 -- few", Map.of(), Map.of())));

        KeyRange first = reader.keysAfter(db.connection, null, 600);
        KeyRange second = reader.keysAfter(db.connection, first.upTo(), 600);
        KeyRange last = reader.keysAfter(db.connection, "1800", 1000);

        assertThat(first).isEqualTo(new KeyRange(List.of(), "600"));
        assertThat(second).isEqualTo(new KeyRange(List.of("699"), "1200"));
        assertThat(last).isEqualTo(new KeyRange(List.of("2099"), null));
        assertThat(reader.keysAfter(db.connection, "2500", 10)).isEqualTo(new KeyRange(List.of(), null));
    }

    @Test
    void endsARangeOfVeryLongKeysEarly() throws SQLException {
        db.sql(
                "create table t (id text primary key, n int)",
                "insert into t select chr(65 + i) || repeat('x', 200000), i from generate_series(0, 9) i");

        KeyRange range = reader("t").keysAfter(db.connection, null, 1000);

        assertThat(range.keys()).hasSize(6);
        assertThat(range.upTo()).startsWith("F");
        assertThat(reader("t").keysAfter(db.connection, range.upTo(), 1000).keys())
                .hasSize(4);
    }

    private RowReader reader(String table) throws SQLException {
        return new RowReader(db.mapping(CollectionConfig.of(table)));
    }

    private static List<String> keys(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    private static long bytes(RowReadResult rows) {
        return rows.documents().stream()
                .mapToLong(document -> document.json().length + 1L)
                .sum();
    }
}
