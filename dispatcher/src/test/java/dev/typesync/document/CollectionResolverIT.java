package dev.typesync.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.typesync.config.CollectionConfig;
import dev.typesync.config.ColumnSelection;
import dev.typesync.config.EpochUnit;
import dev.typesync.config.FieldConfig;
import dev.typesync.config.OnReject;
import dev.typesync.config.SchemaChange;
import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectionResolverIT {
    private Scratch db;

    @BeforeEach
    void open() throws SQLException {
        db = new Scratch();
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    private static CollectionConfig config(String table, ColumnSelection columns, Map<String, FieldConfig> fields) {
        return new CollectionConfig("c", table, columns, null, fields, Map.of(), SchemaChange.ADD, OnReject.KEEP);
    }

    private static CollectionConfig table(String table) {
        return config(table, ColumnSelection.existing(), Map.of());
    }

    private static FieldConfig field(Map<String, Object> properties) {
        return new FieldConfig(null, EpochUnit.S, properties);
    }

    private List<String> types(CollectionConfig config) throws SQLException {
        return db.mapping(config).columns().stream()
                .map(column -> column.field() + " " + column.fieldType())
                .toList();
    }

    private CollectionResolution.Waiting waiting(CollectionConfig config) throws SQLException {
        return (CollectionResolution.Waiting) db.resolve(config);
    }

    @Test
    void mapsEveryType() throws SQLException {
        db.sql(
                "create type mood as enum ('ok')",
                "create domain d1 as numeric(5,1)",
                "create domain d2 as d1 not null",
                "create domain da as int8[]",
                """
                create table t (id int primary key, a int2, b int4, c int8, d float4, e float8, f numeric(9,2), g bool,
                  h text, i varchar(3), j char(3), k uuid, l mood, m inet, n cidr, o macaddr, p interval, q time,
                  r timetz, s date, t timestamp(3), u timestamptz, v d2, w json, x jsonb, y point,
                  aa int2[], ab text[][], ac mood[], ad d2[], ae da, af timestamptz[], ag jsonb[], ah char(2)[], ai bool[])""");

        assertThat(types(table("t")))
                .containsExactly(
                        "a int32",
                        "b int32",
                        "c int64",
                        "d float",
                        "e float",
                        "f float",
                        "g bool",
                        "h string",
                        "i string",
                        "j string",
                        "k string",
                        "l string",
                        "m string",
                        "n string",
                        "o string",
                        "p string",
                        "q string",
                        "r string",
                        "s int64",
                        "t int64",
                        "u int64",
                        "v float",
                        "w null",
                        "x null",
                        "y geopoint",
                        "aa int32[]",
                        "ab string[]",
                        "ac string[]",
                        "ad float[]",
                        "ae int64[]",
                        "af int64[]",
                        "ag null",
                        "ah string[]",
                        "ai bool[]");
    }

    @Test
    void leavesOutColumnsThatNoDocumentCanHold() throws SQLException {
        db.sql("create type pair as (a int, b int)", """
                create table t (key int primary key, id text, a bytea, b tsvector, c int4range, d pair, e money, f xml,
                  g bit(3), h pair[], i oid, ok text)""");

        CollectionMapping mapping = db.mapping(table("t"));

        assertThat(mapping.columns()).extracting(MappedColumn::field).containsExactly("key", "ok");
        assertThat(mapping.leftOut())
                .extracting(LeftOutColumn::name)
                .containsExactly("id", "a", "b", "c", "d", "e", "f", "g", "h", "i");
        assertThat(mapping.leftOut().get(0).reason()).contains("{legacy_id: {column: id}}");
        assertThat(mapping.leftOut().get(1).reason()).contains("bytea");
    }

    @Test
    void findsTablesByPathSchemaAndQuotedName() throws SQLException {
        db.sql(
                "create schema geo",
                "create table geo.cities (id int primary key, n text)",
                "create table \"Odd.Na\"\"me\" (id int primary key, n text)",
                "create table cities (id int primary key, n text)");

        assertThat(db.mapping(table("cities")).table()).isEqualTo(new TableId("public", "cities"));
        assertThat(db.mapping(table("Geo.CITIES")).table()).isEqualTo(new TableId("geo", "cities"));
        assertThat(db.mapping(table("\"Odd.Na\"\"me\"")).table()).isEqualTo(new TableId("public", "Odd.Na\"me"));
        db.sql("set search_path = geo, public");
        assertThat(db.mapping(table("cities")).table()).isEqualTo(new TableId("geo", "cities"));
    }

    @Test
    void resolvesTheKeyInItsOrderWithItsBaseTypes() throws SQLException {
        db.sql(
                "create schema s",
                "create type s.mood as enum ('ok')",
                "create domain s.code as varchar(5)",
                "create table t (x text, a s.mood, b s.code, c char(4), primary key (c, a, b) include (x))");

        CollectionMapping mapping = db.mapping(table("t"));

        assertThat(mapping.key())
                .containsExactly(
                        new KeyColumn("c", "character", 1),
                        new KeyColumn("a", "s.mood", 2),
                        new KeyColumn("b", "character varying", 3));
        assertThat(mapping.searchPath()).containsExactly("public", "s");
    }

    @Test
    void acceptsPartitionedTablesAndGeneratedColumnsAndIgnoresDroppedColumns() throws SQLException {
        db.sql("""
                create table t (id int primary key, gone text, n int, double int generated always as (n * 2) stored)
                partition by range (id)""", "alter table t drop column gone");

        assertThat(types(table("t"))).containsExactly("n int32", "double int32");
    }

    @Test
    void selectsAndRenamesColumns() throws SQLException {
        db.sql("create table t (id int primary key, a text, b text, c text)");

        assertThat(types(config("t", new ColumnSelection.Listed(List.of("c", "id", "a")), Map.of())))
                .containsExactly("a string", "c string");
        assertThat(types(config("t", new ColumnSelection.Excluding(List.of("b")), Map.of())))
                .containsExactly("a string", "c string");
        FieldConfig fromId = new FieldConfig("id", EpochUnit.S, Map.of("type", "string"));
        FieldConfig fromA = new FieldConfig("a", EpochUnit.S, Map.of());
        assertThat(types(config("t", new ColumnSelection.All(), Map.of("key", fromId))))
                .containsExactly("a string", "b string", "c string", "key string");
        assertThat(types(config("t", new ColumnSelection.Listed(List.of("a")), Map.of("title", fromA))))
                .containsExactly("title string");
        assertThat(types(config(
                        "t", new ColumnSelection.Listed(List.of("a")), Map.of("title", fromA, "a", field(Map.of())))))
                .containsExactly("a string", "title string");
    }

    @Test
    void passesPropertiesOn() throws SQLException {
        db.sql("create table t (id int primary key, title text, popularity int4, tags jsonb)");
        CollectionConfig config = new CollectionConfig(
                "c",
                "t",
                ColumnSelection.existing(),
                null,
                Map.of("title", field(Map.of("infix", true)), "tags", field(Map.of("type", "object[]"))),
                Map.of("default_sorting_field", "popularity", "token_separators", List.of("-")),
                SchemaChange.ADD,
                OnReject.KEEP);

        CollectionMapping mapping = db.mapping(config);

        assertThat(mapping.typesenseSchema("c_1"))
                .containsEntry("name", "c_1")
                .containsEntry("enable_nested_fields", true)
                .containsEntry("default_sorting_field", "popularity")
                .containsEntry("token_separators", List.of("-"))
                .containsEntry(
                        "fields",
                        List.of(
                                Map.of("name", "title", "type", "string", "optional", true, "infix", true),
                                Map.of("name", "popularity", "type", "int32", "optional", false),
                                Map.of("name", "tags", "type", "object[]", "optional", true)));
        assertThat(mapping.columns().get(1).isOptional()).isFalse();
    }

    @Test
    void waitsForAUsableTable() throws SQLException {
        db.sql(
                "create table no_key (id int, a text)",
                "create table only_id (id int primary key)",
                "create table only_bytes (id int primary key, b bytea)",
                "create table t (id int primary key, a text)",
                "create view v as select * from t",
                "create materialized view mv as select * from t",
                "create sequence s");

        assertThat(waiting(table("none")).reason()).contains("none", "does not exist");
        assertThat(waiting(table("none.none")).remedy()).contains("create it");
        assertThat(waiting(table("no_key")).reason()).contains("public.no_key", "no primary key");
        assertThat(waiting(table("no_key")).remedy()).contains("alter table public.no_key add primary key");
        assertThat(waiting(table("only_id")).reason()).contains("no column besides the id");
        assertThat(waiting(table("only_bytes")).reason()).contains("no column besides the id");
        assertThat(waiting(table("v")).reason()).contains("is a view");
        assertThat(waiting(table("mv")).reason()).contains("is a view");
        assertThat(waiting(table("s")).reason()).contains("is not a table");
        assertThat(waiting(table("a.b.c.d")).reason()).contains("is not the name of a table");
    }

    @Test
    void waitsForMissingColumns() throws SQLException {
        db.sql("create table t (id int primary key, a text, n int)");

        assertThat(waiting(config("t", new ColumnSelection.Listed(List.of("a", "b")), Map.of()))
                        .reason())
                .contains("no column b", "id, a, n");
        assertThat(waiting(config("t", new ColumnSelection.Excluding(List.of("b")), Map.of()))
                        .reason())
                .contains("no column b");
        assertThat(waiting(config("t", new ColumnSelection.All(), Map.of("b", field(Map.of()))))
                        .reason())
                .contains("no column b");
        assertThat(waiting(config("t", new ColumnSelection.All(), Map.of("n", field(Map.of("type", "geopoint")))))
                        .reason())
                .contains("cannot have the type geopoint", "integer");
        assertThat(waiting(config("t", new ColumnSelection.All(), Map.of("n", field(Map.of("type", "int32[]")))))
                        .remedy())
                .contains("int32");
        CollectionConfig sorted = new CollectionConfig(
                "c",
                "t",
                ColumnSelection.existing(),
                null,
                Map.of(),
                Map.of("default_sorting_field", "x"),
                SchemaChange.ADD,
                OnReject.KEEP);
        assertThat(waiting(sorted).reason()).contains("default_sorting_field is x");
    }

    @Test
    void hashesEverythingThatDeterminesTheDocuments() throws SQLException {
        db.sql("create table t (id int primary key, a text, d timestamp)");
        String before = db.mapping(table("t")).definitionHash();

        assertThat(db.mapping(table("t")).definitionHash()).isEqualTo(before);
        FieldConfig millis = new FieldConfig(null, EpochUnit.MS, Map.of());
        assertThat(db.mapping(config("t", ColumnSelection.existing(), Map.of("d", millis)))
                        .definitionHash())
                .isNotEqualTo(before);
        CollectionMapping mapping = db.mapping(table("t"));
        db.sql("alter table t add column b int");
        CollectionMapping wider = db.mapping(table("t"));
        assertThat(wider.definitionHash()).isNotEqualTo(before);
        assertThat(wider.restrictedTo(Set.of("a", "d"))).isEqualTo(mapping);
        assertThat(wider.restrictedTo(Set.of("a", "d")).definitionHash()).isEqualTo(before);
    }

    @Test
    void mapsCitext() throws SQLException {
        assumeTrue(db.isAvailable("citext"), "citext is not installed here");
        db.sql(
                "create schema ext",
                "create extension citext schema ext",
                "create table t (id ext.citext primary key, a ext.citext[])",
                "insert into t values ('Ab', '{X}')");

        assertThat(types(table("t"))).containsExactly("a string[]");
        RowReadResult rows = db.read(table("t"), "aB");
        assertThat(rows.documents()).extracting(Scratch::text).containsExactly("{\"id\":\"Ab\",\"a\":[\"X\"]}");
        assertThat(rows.missing()).containsExactly("aB");
    }
}
