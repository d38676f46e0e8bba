package dev.typesync.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.config.CollectionConfig;
import dev.typesync.outbox.KeyText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key that any session records is the key that the replicator reads, and the id of the document. */
class KeysInEverySessionIT {
    private static final List<String> SETTINGS = List.of(
            "extra_float_digits = '0'",
            "extra_float_digits = '-15'",
            "extra_float_digits = '3'",
            "datestyle = 'SQL, DMY'",
            "datestyle = 'German'",
            "datestyle = 'Postgres, MDY'",
            "intervalstyle = 'sql_standard'",
            "intervalstyle = 'iso_8601'",
            "timezone = 'Asia/Kolkata'",
            "timezone = 'America/St_Johns'",
            "bytea_output = 'escape'",
            "xmlbinary = 'hex'",
            "lc_numeric = 'C'",
            "search_path = 'elsewhere'",
            "quote_all_identifiers = 'on'");

    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("int8", List.of("-9223372036854775808", "5")),
            Map.entry(
                    "float8",
                    List.of(
                            "0.1",
                            "0.30000000000000004",
                            "1.7976931348623157e308",
                            "-5e-324",
                            "0",
                            "'NaN'",
                            "'-Infinity'",
                            "123456789012345678")),
            Map.entry("float4", List.of("0.1", "16777217", "3.4028235e38", "1e-45", "'Infinity'")),
            Map.entry("numeric", List.of("12.500", "'NaN'", "0.000000000000000000000000000001")),
            Map.entry("date", List.of("'2024-03-04'", "'0044-03-15 BC'", "'infinity'")),
            Map.entry("timestamp", List.of("'2024-03-04 05:06:07.891'", "'-infinity'")),
            Map.entry("timestamptz", List.of("'2024-03-04 05:06:07.891234+05:30'", "'1800-01-01 00:00:00+00'")),
            Map.entry("time", List.of("'04:05:06.789'", "'24:00:00'")),
            Map.entry("timetz", List.of("'04:05:06.789+05:30'", "'23:00:00-03:30:15'")),
            Map.entry("interval", List.of("'1 year 2 mons -3 days 04:05:06.7'", "'-1 mons +2 days -00:00:00.5'")),
            Map.entry("bytea", List.of("'\\x00ff5c27'", "''")),
            Map.entry("bit(3)", List.of("B'101'")),
            Map.entry("varbit", List.of("B'10101'")),
            Map.entry("bool", List.of("true")),
            Map.entry("inet", List.of("'10.0.0.1'", "'2001:db8::1/64'")),
            Map.entry("cidr", List.of("'10/8'")),
            Map.entry("macaddr", List.of("'08:00:2b:01:02:03'")),
            Map.entry("macaddr8", List.of("'08:00:2b:01:02:03:04:05'")),
            Map.entry("oid", List.of("4294967295")),
            Map.entry("regclass", List.of("'public.\"A t\"'", "'pg_catalog.pg_class'")),
            Map.entry("regtype", List.of("'public.mood'")),
            Map.entry("regproc", List.of("'pg_catalog.now'")),
            Map.entry("uuid", List.of("'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'")),
            Map.entry("jsonb", List.of("'{\"a\": [1.50, null]}'")),
            Map.entry("char(4)", List.of("'ab'")),
            Map.entry("\"char\"", List.of("'x'")),
            Map.entry("name", List.of("'a:b'")),
            Map.entry("pg_lsn", List.of("'16/B374D848'")),
            Map.entry("xid8", List.of("'18446744073709551615'")),
            Map.entry("tsvector", List.of("'a b'")),
            Map.entry("int4range", List.of("'[1,5)'", "'empty'", "'(,)'")),
            Map.entry("numrange", List.of("'(1.50,]'")),
            Map.entry("daterange", List.of("'[2024-03-04,2024-04-03)'", "'(,infinity]'", "'empty'", "'(,)'")),
            Map.entry("tsrange", List.of("'(\"2024-03-04 05:06:07\",\"2024-04-03 00:00:00.5\"]'")),
            Map.entry("tstzrange", List.of("'[\"2024-03-04 05:06:07+00\",)'", "'(,\"0044-03-15 12:00:00+00 BC\")'")),
            Map.entry("public.mood", List.of("'so so'")),
            Map.entry("public.amount", List.of("0.1")),
            Map.entry("public.day", List.of("'2024-03-04'")));

    private Scratch db;

    @BeforeEach
    void open() throws SQLException {
        db = new Scratch();
        db.sql(
                "create schema elsewhere",
                "create table public.\"A t\" (x int)",
                "create type public.mood as enum ('ok', 'so so')",
                "create domain public.amount as float8",
                "create domain public.day as date");
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void aKeyOfOneColumnIsReadAsItWasRecorded() throws SQLException {
        for (Map.Entry<String, List<String>> type : VALUES.entrySet()) {
            db.sql("create table t (id " + type.getKey() + " primary key, v int)");
            for (String value : type.getValue()) {
                db.sql("insert into t values (" + value + ")");
            }
            check(type.getKey());
        }
    }

    @Test
    void aKeyOfSeveralColumnsIsReadAsItWasRecorded() throws SQLException {
        db.sql(
                "create table t (a float8, b timestamptz, c interval, d text, e daterange, v int,"
                        + " primary key (a, b, c, d, e))",
                "insert into t values (0.1, '2024-03-04 05:06:07+02', '1 mon -1 day', E'x:\\\\y', '[2024-03-04,)')");
        check("composite");
    }

    /** The keys of the only table, recorded under each setting, name all of its rows. Then it is dropped. */
    private void check(String type) throws SQLException {
        CollectionMapping mapping = db.mapping(CollectionConfig.of("t"));
        RowReader reader = new RowReader(mapping);
        Set<String> ids = new LinkedHashSet<>();
        for (Document document : reader.read(
                        db.connection,
                        reader.keysAfter(db.connection, null, 100).keys())
                .documents()) {
            ids.add(document.id());
        }
        assertThat(ids).as(type).isNotEmpty();
        for (String setting : SETTINGS) {
            RowReadResult read = reader.read(db.connection, recorded(mapping, setting));
            assertThat(read.documents().stream().map(Document::id))
                    .as("%s with %s", type, setting)
                    .containsExactlyInAnyOrderElementsOf(ids);
            assertThat(read.missing()).as("%s with %s", type, setting).isEmpty();
        }
        db.sql("drop table t");
    }

    /** Uses a function with its own setting, because pgjdbc closes a connection whose DateStyle is not ISO. */
    private List<String> recorded(CollectionMapping mapping, String setting) throws SQLException {
        db.sql("create or replace function public.recorded() returns setof text language plpgsql set " + setting
                + " as $$ begin return query execute $q$ select "
                + KeyText.sql(mapping.key(), "t") + " from public.t $q$; end $$");
        List<String> keys = new ArrayList<>();
        try (Statement statement = db.connection.createStatement();
                ResultSet row = statement.executeQuery("select public.recorded()")) {
            while (row.next()) {
                keys.add(row.getString(1));
            }
        }
        return keys;
    }
}
