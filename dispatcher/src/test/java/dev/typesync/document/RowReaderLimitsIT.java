package dev.typesync.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.typesync.config.CollectionConfig;
import dev.typesync.config.EpochUnit;
import dev.typesync.config.FieldConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowReaderLimitsIT {
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
    void rejectsARowAndContinues() throws SQLException {
        db.sql("create table t (id text primary key, n numeric, popularity int)", """
                insert into t values ('fits', 1, 1), ('big', ('1' || repeat('0', 400))::numeric, 1), ('unsorted', 1, null),
                  ('', 1, 1), ('last', 2, 2)""");
        CollectionConfig config = Scratch.config("t", null, Map.of(), Map.of("default_sorting_field", "popularity"));

        RowReadResult rows = db.read(config, "fits", "big", "unsorted", "", "last", "gone");

        assertThat(rows.documents()).extracting(Document::id).containsExactlyInAnyOrder("fits", "last");
        assertThat(rows.rejected())
                .containsExactlyInAnyOrder(
                        new RejectedRow(
                                "big", "field n is larger than 1.8e308, the limit of a float; `type: string` keeps it"),
                        new RejectedRow("unsorted", "field popularity has no value, but the schema requires one"),
                        new RejectedRow(
                                "", "the key is empty, but Typesense requires an id of at least one character"));
        assertThat(rows.missing()).containsExactly("gone");
    }

    @Test
    void omitsValuesWithoutANumber() throws SQLException {
        db.sql("""
                create table t (id int primary key, d date, ts timestamp, tsz timestamptz, f float8, n numeric,
                  a float4[], z timestamptz[], s text)""", """
                insert into t values (1, 'infinity', '-infinity', 'infinity', 'NaN', '-Infinity',
                  '{NaN,1.5,NULL,Infinity}', '{infinity,1970-01-01 00:00:01.9+00,NULL}', null)""");

        assertThat(db.document(CollectionConfig.of("t"))).isEqualTo("{\"id\":\"1\",\"a\":[1.5],\"z\":[1]}");
    }

    @Test
    void writesInstantsInTheConfiguredUnitRoundedTowardsThePast() throws SQLException {
        db.sql(
                "create table t (id int primary key, s timestamptz, ms timestamptz, us timestamptz, iso timestamp)",
                "set timezone = 'UTC'",
                "insert into t select 1, v, v, v, v from (values (timestamp '1969-12-31 23:59:58.9995')) x(v)");
        Map<String, FieldConfig> fields = Map.of(
                "ms", new FieldConfig(null, EpochUnit.MS, Map.of()),
                "us", new FieldConfig(null, EpochUnit.US, Map.of()),
                "iso", new FieldConfig(null, EpochUnit.S, Map.of("type", "string")));
        assertThat(db.document(Scratch.config("t", null, fields, Map.of())))
                .isEqualTo("{\"id\":\"1\",\"s\":-2,\"ms\":-1001,\"us\":-1000500,\"iso\":\"1969-12-31T23:59:58.9995\"}");
    }

    @Test
    void rejectsAnInstantOutOfRangeOfItsUnit() throws SQLException {
        db.sql(
                "create table t (id int primary key, ts timestamp)",
                "insert into t values (1, '294276-12-31 23:59:59'), (2, '4713-01-01 BC')");
        Map<String, FieldConfig> micros = Map.of("ts", new FieldConfig(null, EpochUnit.US, Map.of()));

        RowReadResult rows = db.read(Scratch.config("t", null, micros, Map.of()), "1", "2");

        assertThat(rows.rejected()).extracting(RejectedRow::id).containsExactly("1");
        assertThat(rows.documents())
                .extracting(Scratch::text)
                .containsExactly("{\"id\":\"2\",\"ts\":-210863520000000000}");
        assertThat(db.read(CollectionConfig.of("t"), "1").documents())
                .extracting(Scratch::text)
                .containsExactly("{\"id\":\"1\",\"ts\":9224318015999}");
    }

    @Test
    void truncatesTextBeforeTheServerSendsIt() throws SQLException {
        db.sql("create table t (id int primary key, s text)", "insert into t values (1, repeat('é', 3000000))");
        RowReader reader = new RowReader(db.mapping(CollectionConfig.of("t")));

        RowReadResult rows = reader.read(db.connection, List.of("1"));

        assertThat(rows.documents().get(0).json()).hasSize("{\"id\":\"1\",\"s\":\"\"}".length() + 131_072 * 6);
        assertThat(reader.valueLosses().truncatedTexts()).isEqualTo(Map.of("s", 1L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    numeric      | 1.50                      | 1.5                 | 1.5
                    numeric      | 100                       | 1E+2                | 100
                    numeric      | NaN                       | NaN                 | NaN
                    float8       | -0                        | -0                  | -0
                    date         | 2024-02-29                | 2024-02-29          | 2024-02-29
                    date         | infinity                  | infinity            | infinity
                    timestamptz  | 2024-02-29 12:00+02       | 2024-02-29T12:00:00+02:00 | 2024-02-29 10:00:00+00
                    timestamp    | 2024-02-29 12:00:00.5     | 2024-02-29T12:00:00.5     | 2024-02-29 12:00:00.5
                    interval     | 1 year 2 days             | 12 mons 2 days 0 secs     | 1 year 2 days
                    char(5)      | ab                        | ab                  | ab
                    varchar(3)   | abc                       | abc                 | abc
                    bool         | t                         | true                | true
                    bit(3)       | 101                       | 101                 | 101
                    inet         | 10.0.0.1                  | 10.0.0.1/32         | 10.0.0.1/32
                    uuid         | A0EEBC999C0B4EF8BB6D6BB9BD380A11 | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
                    text         | a:b\\c "d"                | a:b\\c "d"          | a:b\\c "d"
                    bytea        | \\x00ff                   | \\x00ff             | \\x00ff
                    """)
    void findsKeysOfEveryTypeWithAnySessionSettings(String type, String value, String key, String id)
            throws SQLException {
        db.sql(
                "create table t (k " + type + " primary key, s text)",
                "insert into t values ('" + value + "', 'x')",
                "set datestyle = 'ISO, DMY'",
                "set timezone = 'Asia/Tokyo'",
                "set intervalstyle = 'iso_8601'",
                "set extra_float_digits = -5");
        RowReader reader = new RowReader(db.mapping(CollectionConfig.of("t")));

        RowReadResult rows = reader.read(db.connection, List.of(key));

        assertThat(rows.documents()).extracting(Document::id).containsExactly(id);
        assertThat(rows.missing()).isEmpty();
        List<String> keys = reader.keysAfter(db.connection, null, 10).keys();
        assertThat(reader.read(db.connection, keys).documents())
                .extracting(Document::id)
                .containsExactly(id);
        assertThat(reader.keysAfter(db.connection, keys.get(0), 10).keys()).isEmpty();
    }

    @Test
    void reportsARequestedIdAsMissingIfTheFoundRowHasAnother() throws SQLException {
        db.sql(
                "create collation ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "create table t (id text collate ci primary key, s text)",
                "insert into t values ('Row', 'x')");

        RowReadResult rows = db.read(CollectionConfig.of("t"), "ROW", "row");

        assertThat(rows.documents()).extracting(Document::id).containsExactly("Row");
        assertThat(rows.missing()).containsExactly("ROW", "row");
    }

    @ParameterizedTest
    @CsvSource({"int4, abc", "int4, 99999999999", "uuid, x", "date, 2024-02-30"})
    void failsWithClass22IfAKeyDoesNotCast(String type, String key) throws SQLException {
        db.sql("create table t (id " + type + " primary key, s text)");

        assertThatThrownBy(() -> db.read(CollectionConfig.of("t"), key))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("22"));
        assertThat(db.connection.getAutoCommit()).isTrue();
        assertThat(db.read(CollectionConfig.of("t")).documents()).isEmpty();
    }

    @Test
    void failsWithClass22IfAKeyHasAnotherNumberOfParts() throws SQLException {
        db.sql("create table t (a int, b int, s text, primary key (a, b))");

        assertThatThrownBy(() -> db.read(CollectionConfig.of("t"), "1"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("22"));
    }

    @Test
    void failsIfRowSecurityWouldHideRows() throws SQLException {
        db.sql(
                "create table t (id int primary key, s text)",
                "insert into t values (1, 'x')",
                "alter table t enable row level security",
                "drop role if exists document_it_reader",
                "create role document_it_reader",
                "grant usage on schema public to document_it_reader",
                "grant select on t to document_it_reader",
                "set role document_it_reader");

        assertThatThrownBy(() -> db.read(CollectionConfig.of("t"), "1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("row-level security");
        db.sql("reset role", "drop owned by document_it_reader", "drop role document_it_reader");
    }

    @Test
    void refusesAConnectionInsideATransaction() throws SQLException {
        db.sql("create table t (id int primary key, s text)");
        RowReader reader = new RowReader(db.mapping(CollectionConfig.of("t")));
        Connection connection = db.connection;
        connection.setAutoCommit(false);

        assertThatThrownBy(() -> reader.read(connection, List.of("1"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void streamsAllRowsAfterAKeyInKeyOrder() throws SQLException {
        db.sql(
                "create table t (id int primary key, s text) partition by range (id)",
                "create table t1 partition of t for values from (0) to (50)",
                "create table t2 partition of t for values from (50) to (1000)",
                "insert into t select i, i % 7 from generate_series(1, 200) i");
        RowReader reader = new RowReader(db.mapping(Scratch.config("t", "s <> '0'", Map.of(), Map.of())));
        List<String> ids = new ArrayList<>();

        reader.readAll(db.connection, "100", 7, new DocumentSink() {
            @Override
            public void document(Document document) {
                ids.add(document.id());
            }

            @Override
            public void rejected(RejectedRow row) {
                throw new AssertionError(row);
            }
        });

        assertThat(ids)
                .hasSize(86)
                .startsWith("101", "102", "103", "104", "106")
                .endsWith("200");
    }

    @Test
    void readsAfterAColumnChangedItsType() throws SQLException {
        db.sql("create table t (id int primary key, n int)", "insert into t values (1, 5)");
        RowReader reader = new RowReader(db.mapping(CollectionConfig.of("t")));
        for (int i = 0; i < 10; i++) {
            reader.read(db.connection, List.of("1")); // after this many executions pgjdbc uses a named statement
        }

        db.sql("alter table t alter n type bigint", "update t set n = 3000000000");

        RowReadResult rows = reader.read(db.connection, List.of("1"));
        assertThat(rows.rejected()).extracting(RejectedRow::id).containsExactly("1");
    }
}
