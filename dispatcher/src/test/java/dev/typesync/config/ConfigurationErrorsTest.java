package dev.typesync.config;

import static dev.typesync.config.Configurations.MINIMAL;
import static dev.typesync.config.Configurations.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationErrorsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            deliveri: {}              | typesync.yaml:4: deliveri: this key is unknown, did you mean delivery? Allowed here: enabled, database, typesense, collections, delivery, reindex, verify
            zebra: 1                  | typesync.yaml:4: zebra: this key is unknown. Allowed here: enabled, database, typesense, collections, delivery, reindex, verify
            delivery: { maxDelai: 1s } | typesync.yaml:4: delivery.maxDelai: this key is unknown, did you mean maxDelay? Allowed here: durability, maxDelay, pace, maxBatchDocuments, maxBatchBytes, waitOnCommit, replicator, reconcileInterval, maxOutboxKeys, lease
            delivery: { lease: 10 }   | typesync.yaml:4: delivery.lease: "10" is not allowed; must be a whole number with its unit ms, s, m, h or d, such as 500ms or 2s, at least 1s
            delivery: { lease: 20ms } | typesync.yaml:4: delivery.lease: "20ms" is not allowed; must be a whole number with its unit ms, s, m, h or d, such as 500ms or 2s, at least 1s
            delivery: { maxDelay: 1.5s } | typesync.yaml:4: delivery.maxDelay: "1.5s" is not allowed; must be a whole number with its unit ms, s, m, h or d, such as 500ms or 2s, at least 0s
            delivery: { maxDelay: -1s } | typesync.yaml:4: delivery.maxDelay: "-1s" is not allowed; must be a whole number with its unit ms, s, m, h or d, such as 500ms or 2s, at least 0s
            delivery: { maxDelay: [1s] } | typesync.yaml:4: delivery.maxDelay: must be a whole number with its unit ms, s, m, h or d, such as 500ms or 2s, at least 0s, but is a list
            delivery: { maxBatchDocuments: 0 } | typesync.yaml:4: delivery.maxBatchDocuments: "0" is not allowed; must be a whole number from 1 to 100000
            delivery: { maxBatchDocuments: many } | typesync.yaml:4: delivery.maxBatchDocuments: "many" is not allowed; must be a whole number from 1 to 100000
            delivery: { maxBatchBytes: 2 parsecs } | typesync.yaml:4: delivery.maxBatchBytes: "2 parsecs" is not allowed; must be a size with its unit B, KB, MB or GB (1024-based), such as 512KB or 2MB, at least 1B
            delivery: { maxOutboxKeys: 1e9 } | typesync.yaml:4: delivery.maxOutboxKeys: "1e9" is not allowed; must be a whole number from 1 to 1000000000
            delivery: { replicator: sidecar } | typesync.yaml:4: delivery.replicator: "sidecar" is not allowed; must be embedded or external
            delivery: { durability: memory, replicator: external } | typesync.yaml:4: delivery.replicator: is external, but with durability: memory only the process that changes rows knows the changes; must be embedded, or set durability: outbox
            delivery: { durability: disk } | typesync.yaml:4: delivery.durability: "disk" is not allowed; must be outbox or memory
            delivery: fast            | typesync.yaml:4: delivery: must be a mapping of keys to values, but is a single value
            enabled: maybe            | typesync.yaml:4: enabled: "maybe" is not allowed; must be true or false
            enabled: yes              | typesync.yaml:4: enabled: "yes" is not allowed; must be true or false
            database: { schema: '' }  | typesync.yaml:4: database.schema: "" is not allowed; must be a string of 1 to 63 bytes, the schema's name without quotes, not starting with pg_
            database: { schema: pg_sync }  | typesync.yaml:4: database.schema: "pg_sync" is not allowed; must be a string of 1 to 63 bytes, the schema's name without quotes, not starting with pg_
            database: { user: '' }    | typesync.yaml:4: database.user: "" is not allowed; must be a string that is not empty
            database: { password: '' } | typesync.yaml:4: database.password: is empty
            database: { url: 'shop' } | typesync.yaml:4: database.url: must be a JDBC URL, such as jdbc:postgresql://localhost:5432/shop
            """)
    void namesFileLineKeyValueAndAllowedValues(String line, String message) {
        assertThat(errorOf(MINIMAL + line + "\n")).isEqualTo(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            reindex: { at: "03:00" }       | reindex.at: this is not available in this version of typesync; remove the key
            verify: { every: 24h }         | verify.every: this is not available in this version of typesync; remove the key
            verify: { repair: true }       | verify.repair: "true" is not available in this version of typesync; only the default false is supported
            """)
    void refusesUnsupportedValuesByName(String line, String message) {
        assertThat(errorOf(MINIMAL + line + "\n")).isEqualTo("typesync.yaml:4: " + message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            source: book_documents     | source: this is not available in this version of typesync; remove the key
            query: select 1            | query: this is not available in this version of typesync; remove the key
            dependsOn: { a: b }        | dependsOn: this is not available in this version of typesync; remove the key
            schemaChange: reindex      | schemaChange: "reindex" is not available in this version of typesync; only the default add is supported
            schemaChange: sometimes    | schemaChange: "sometimes" is not allowed; must be add or reindex or report
            onReject: delete           | onReject: "delete" is not available in this version of typesync; only the default keep is supported
            tabel: books               | tabel: this key is unknown, did you mean table? Allowed here: table, columns, exclude, where, source, query, dependsOn, fields, schema, schemaChange, onReject
            table: ''                  | table: "" is not allowed; must be the name of a table, such as shop.products (not empty)
            table: [a, b]              | table: must be the name of a table, such as shop.products (not empty), but is a list
            where: "  "                | where: "  " is not allowed; must be an SQL condition, such as not is_deleted (not empty)
            columns: some              | columns: must be the word all or a list such as [id, name]
            columns: []                | columns: must be a list with at least one entry, such as [id, name]
            columns: [id, id]          | columns: contains "id" twice
            columns: [id, '']          | columns: contains an empty string
            columns: [id, [name]]      | columns: must be a list of strings, such as [id, name], but is a list
            exclude: note              | exclude: must be a list with at least one entry, such as [internal_note]
            fields: { id: { facet: true } } | fields.id: the field id is the row's key and has no properties; for a column id that is not the key, use a field of another name with column: id
            fields: { a: { colum: b } } | fields.a.colum: this property is unknown, did you mean column?
            fields: { a: { facets: true } } | fields.a.facets: this property is unknown, did you mean facet?
            fields: { a: { name: b } } | fields.a.name: is set by typesync: the key of this section is the field's name
            fields: { a: { unit: min } } | fields.a.unit: "min" is not allowed; must be s or ms or us
            fields: { a: { unit: ms, type: string } } | fields.a.unit: applies to dates written as numbers and cannot be combined with type: string
            fields: { a: { facet: } }  | fields.a.facet: has no value; set one or remove the key
            fields: { a: infix }       | fields.a: must be a mapping of keys to values, but is a single value
            fields: [a]                | fields: must be a mapping of keys to values, but is a list
            schema: { name: other }    | schema.name: is set by typesync: the name is the collection's, fields are configured under fields
            schema: { fields: [] }     | schema.fields: is set by typesync: the name is the collection's, fields are configured under fields
            """)
    void namesTheCollection(String line, String message) {
        String yaml = "typesense: { nodes: [http://localhost:8108], apiKey: k }\ncollections:\n  books:\n    ";
        assertThat(errorOf(yaml + line + "\n")).isEqualTo("typesync.yaml:4: collections.books." + message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nodes: http://localhost:8108, apiKey: k | nodes: must be a list with at least one entry, such as [http://localhost:8108]
            apiKey: k                        | nodes: is missing; must be a list of servers, such as [http://localhost:8108]
            nodes: [http://localhost:8108]   | apiKey: is missing; must be a key that may read and write the collections
            nodes: [http://localhost:8108], apiKey: '' | apiKey: is empty
            nodes: [http://localhost:8108], apiKey: [k] | apiKey: must be a string, but is a list
            nodes: [http://localhost:8108], apikey: k | apikey: this key is unknown, did you mean apiKey? Allowed here: nodes, apiKey, connectTimeout, requestTimeout, settleTime, collectionPrefix, tls
            nodes: [http://localhost:8108], apiKey: k, connectTimeout: 0s | connectTimeout: "0s" is not allowed; must be a whole number with its unit ms, s, m, h or d, such as 500ms or 2s, at least 1ms
            nodes: [http://localhost:8108], apiKey: k, collectionPrefix: 'a b' | collectionPrefix: "a b" is not allowed; must be a string without blanks and slashes
            """)
    void namesTheKeyInTypesenseSection(String keys, String message) {
        String yaml = "collections: { products: {} }\ntypesense: { " + keys + " }\n";
        assertThat(errorOf(yaml)).isEqualTo("typesync.yaml:2: typesense." + message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "localhost:8108",
        "localhost",
        "ftp://localhost:8108",
        "http://localhost:8108/path",
        "http://user:pass@localhost:8108",
        "http://localhost:8108?x-typesense-api-key=secret",
        "'http://local host:8108'",
        "http://:8108"
    })
    void refusesInvalidNodesWithoutShowingThem(String node) {
        String yaml = "collections: { products: {} }\ntypesense: { nodes: [\"" + node + "\"], apiKey: k }\n";
        assertThat(errorOf(yaml)).isEqualTo("""
                typesync.yaml:2: typesense.nodes: contains an entry that is not http://host:port or https://host:port; \
                a node has no path, user or parameters, and the key belongs in apiKey""");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a: [1, 2\\nb: 3          | 2 | this is not YAML: while parsing a flow sequence, expected ',' or ']', but got :; check quotes, colons and indentation of this line
            a: 1\\n b: 2             | 2 | this is not YAML: mapping values are not allowed here; check quotes, colons and indentation of this line
            a:\\n\\tb: 1             | 2 | this is not YAML: while scanning for the next token, found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation); check quotes, colons and indentation of this line
            - a                      | 1 | the file must be a mapping of keys to values, but is a list
            text                     | 1 | the file must be a mapping of keys to values, but is a single value
            a: 1\\n---\\nb: 2        | 3 | a second YAML document starts here; only one per file is allowed
            a: &x 1\\nb: *x          | 2 | YAML aliases such as *name are not supported; write the value itself
            *x : 1                   | 1 | YAML aliases such as *name are not supported; write the value itself
            a: 1\\n{b: 2}: 3         | 2 | this is not YAML: a key must be a single value; check quotes, colons and indentation of this line
            a: 1\\nb: \u0001z         | 1 | this is not YAML: it cannot be read; check quotes, colons and indentation of this line
            a: 1\\nb: 2\\na: 3       | 3 | a: is a duplicate; the key is already in line 1
            """)
    void namesTheLineOfInvalidYaml(String yaml, int line, String message) {
        String unescaped = yaml.replace("\\n", "\n").replace("\\t", "\t");
        assertThat(errorOf(unescaped)).isEqualTo("typesync.yaml:" + line + ": " + message);
    }

    @Test
    void refusesDeepNesting() {
        String yaml = "a: 1\nb: " + "[".repeat(50_000);
        assertThat(errorOf(yaml)).isEqualTo("typesync.yaml:2: is nested too deeply; at most 100 levels are allowed");
    }

    @Test
    void namesTheLineOfANestedDuplicate() {
        String yaml = MINIMAL + "delivery:\n  maxDelay: 1s\n  lease: 5s\n  maxDelay: 2s\n";
        assertThat(errorOf(yaml)).isEqualTo("typesync.yaml:7: maxDelay: is a duplicate; the key is already in line 5");
    }

    @ParameterizedTest(name = "the file is \"{0}\"")
    @CsvSource({"''", "'# nothing but a comment'", "'typesense: { nodes: [http://a:1], apiKey: k }'"})
    void namesTheFirstMissingKey(String yaml) {
        assertThat(errorOf(yaml))
                .matches("typesync.yaml:1: (typesense.nodes|collections): is missing; must be a .*, such as .*");
    }

    @Test
    void refusesColumnsTogetherWithExclude() {
        String yaml = """
                typesense: { nodes: [http://localhost:8108], apiKey: k }
                collections:
                  books:
                    columns: [id, title]
                    exclude: [note]
                """;
        assertThat(errorOf(yaml))
                .isEqualTo(
                        "typesync.yaml:5: collections.books.exclude: cannot be combined with columns; keep one of the two");
    }

    @ParameterizedTest(name = "name \"{0}\"")
    @CsvSource({"a b, a…", "a/b, a…", "' ', …"})
    void refusesCollectionNamesThatCannotBeInAUrl(String name, String shown) {
        String yaml = "typesense: { nodes: [http://a:1], apiKey: k }\ncollections:\n  \"" + name + "\": {}\n";
        assertThat(errorOf(yaml))
                .isEqualTo("typesync.yaml:3: collections." + shown
                        + ": the name of a collection must not be blank or contain blanks or slashes");
    }

    @Test
    void showsOnlyTheBeginningOfALongValue() {
        assertThat(errorOf(MINIMAL + "enabled: " + "x".repeat(500) + "\n"))
                .isEqualTo(
                        "typesync.yaml:4: enabled: \"" + "x".repeat(60) + "…\" is not allowed; must be true or false");
    }
}
