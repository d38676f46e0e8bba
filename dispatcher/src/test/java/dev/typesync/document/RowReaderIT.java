package dev.typesync.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.config.CollectionConfig;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowReaderIT {
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
    void rendersEveryScalarType() throws SQLException {
        db.sql(
                "create type mood as enum ('sad', 'ok')",
                "create domain price as numeric(10,2)",
                "create domain low_price as price check (value < 1000)",
                """
                create table t (id int8 primary key, i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, n numeric,
                  b bool, s text, vc varchar(9), c char(5), u uuid, m mood, ip inet, net cidr, mac macaddr,
                  iv interval, tm time, tz timetz, d date, ts timestamp, tsz timestamptz, dom low_price,
                  j json, jb jsonb, p point)""",
                """
                insert into t values (9007199254740993, -32768, 2147483647, -9223372036854775808, 1.1, 1e-300, 12.50,
                  true, 'a"\\ é 😀', 'vc', 'ab', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'ok', '10.0.0.1', '10/8',
                  '08:00:2b:01:02:03', '1 year 2 mons 3 days 04:05:06.7', '04:05:06.789', '04:05:06+02',
                  '2024-02-29', '1969-12-31 23:59:59.5', '2024-02-29 12:00:00.75+02', 5.00,
                  '{"b": 1,\n "a": [1.50, null]}', '{"x": 1.50}', '(4.9,52.4)')""");

        assertThat(db.document(CollectionConfig.of("t")))
                .isEqualTo("{\"id\":\"9007199254740993\",\"i2\":-32768,\"i4\":2147483647,\"i8\":-9223372036854775808,"
                        + "\"f4\":1.1,\"f8\":1e-300,\"n\":12.50,\"b\":true,\"s\":\"a\\\"\\\\ \\u00E9 \\uD83D\\uDE00\",\"vc\":\"vc\","
                        + "\"c\":\"ab\",\"u\":\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\",\"m\":\"ok\","
                        + "\"ip\":\"10.0.0.1/32\",\"net\":\"10.0.0.0/8\",\"mac\":\"08:00:2b:01:02:03\","
                        + "\"iv\":\"1 year 2 mons 3 days 04:05:06.7\",\"tm\":\"04:05:06.789\",\"tz\":\"04:05:06+02\","
                        + "\"d\":1709164800,\"ts\":-1,\"tsz\":1709200800,\"dom\":5.00,"
                        + "\"j\":{\"b\":1,\"a\":[1.50,null]},\"jb\":{\"x\":1.50},\"p\":[52.4,4.9]}");
    }

    @Test
    void reportsFoundAndMissingRows() throws SQLException {
        db.sql("create table t (id int primary key, s text)", "insert into t values (1, 'a'), (3, null)");

        RowReadResult rows = db.read(CollectionConfig.of("t"), "1", "2", "3", "04");

        assertThat(rows.documents())
                .extracting(Scratch::text)
                .containsExactlyInAnyOrder("{\"id\":\"1\",\"s\":\"a\"}", "{\"id\":\"3\"}");
        assertThat(rows.missing()).containsExactlyInAnyOrder("2", "4");
        assertThat(rows.rejected()).isEmpty();
    }

    @Test
    void treatsRowsThatDoNotMatchTheConditionAsMissing() throws SQLException {
        db.sql(
                "create table t (id int primary key, gone bool, tags jsonb)",
                "insert into t values (1, false, '{\"k\": 1}'), (2, true, '{\"k\": 1}'), (3, false, '{}')");
        String where = "not t.gone and tags ? 'k' and 'what?' <> '' -- it's \"commented\"";

        RowReadResult rows = db.read(Scratch.config("t", where, Map.of(), Map.of()), "1", "2", "3");

        assertThat(rows.documents()).extracting(Document::id).containsExactly("1");
        assertThat(rows.missing()).containsExactly("2", "3");
    }

    @Test
    void readsCompositeKeysWithSeparatorsInTheirParts() throws SQLException {
        db.sql(
                "create table t (b text, a numeric, s text, primary key (a, b))",
                "insert into t values ('x:y\\z', 1.50, 'found'), ('', 2, 'empty part')");

        RowReadResult rows = db.read(CollectionConfig.of("t"), "1.50:x\\:y\\\\z", "2.0:", "3:a\\:b");

        assertThat(rows.documents())
                .extracting(Scratch::text)
                .containsExactlyInAnyOrder(
                        "{\"id\":\"1.5:x\\\\:y\\\\\\\\z\",\"b\":\"x:y\\\\z\",\"a\":1.50,\"s\":\"found\"}",
                        "{\"id\":\"2:\",\"b\":\"\",\"a\":2,\"s\":\"empty part\"}");
        assertThat(rows.missing()).containsExactly("3:a\\:b");
    }

    @Test
    void pagesThroughKeysInTheirOrder() throws SQLException {
        db.sql(
                "create table t (a int, b text, s text, primary key (a, b))",
                "insert into t select i / 3, 'k:' || i, 's' from generate_series(1, 20) i");
        RowReader reader = new RowReader(db.mapping(CollectionConfig.of("t")));

        List<String> first = reader.keysAfter(db.connection, null, 7).keys();
        List<String> second = reader.keysAfter(db.connection, first.get(6), 100).keys();

        assertThat(first).hasSize(7).startsWith("0:k\\:1", "0:k\\:2", "1:k\\:3");
        assertThat(second).hasSize(13).doesNotContainAnyElementsOf(first);
    }

    @Test
    void namesTextsThatAreNoKeys() throws SQLException {
        db.sql("create domain code as varchar(3)", "create table t (a int, b code, v text, primary key (a, b))");
        RowReader reader = new RowReader(db.mapping(CollectionConfig.of("t")));
        List<String> foreign = reader.foreignAmong(
                db.connection, List.of("1:abc", "x:abc", "1", "2147483648:abc", "1:abc:d", "2:", "1:\\:", "1:\\"));
        int version = db.connection.getMetaData().getDatabaseMajorVersion();
        assertThat(foreign)
                .containsExactlyInAnyOrderElementsOf(
                        version < 16 ? List.of() : List.of("x:abc", "1", "2147483648:abc", "1:abc:d", "1:\\"));
    }
}
