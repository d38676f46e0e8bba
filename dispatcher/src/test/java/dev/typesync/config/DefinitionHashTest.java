package dev.typesync.config;

import static dev.typesync.config.Configurations.MINIMAL;
import static dev.typesync.config.Configurations.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionHashTest {
    private static final String BOOKS = """
            typesense: { nodes: [http://localhost:8108], apiKey: k }
            collections:
              books: { table: b, where: x, columns: [id, a], fields: { a: { facet: true, column: c } }, schema: { s: 1 } }
              other: {}
            """;

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "table: b/table: c",
                "where: x/where: y",
                "[id, a]/[id]",
                "columns: [id, a]/exclude: [id, a]",
                "columns: [id, a]/columns: all",
                "facet: true/facet: false",
                "column: c/column: d",
                "column: c/unit: ms",
                "s: 1/s: 2",
                "books:/buecher:",
                "apiKey: k/apiKey: k, collectionPrefix: p",
            })
    void changesWithEverythingThatDeterminesDocuments(String change) {
        String[] fromTo = change.split("/");
        assertThat(BOOKS).contains(fromTo[0]);

        assertThat(read(BOOKS.replace(fromTo[0], fromTo[1])).hash())
                .isNotEqualTo(read(BOOKS).hash());
    }

    @Test
    void doesNotChangeWithAnythingElse() {
        String reordered = """
                collections:
                  other: {}
                  books: { columns: [id, a], schema: { s: 1 }, table: b, fields: { a: { column: c, facet: true } }, where: x }
                typesense: { apiKey: another, nodes: [http://elsewhere:1] }
                delivery: { maxDelay: 5s, replicator: external }
                """;
        assertThat(read(reordered).hash()).isEqualTo(read(BOOKS).hash()).hasSize(64);
        assertThat(read(MINIMAL).hash()).isNotEqualTo(read(BOOKS).hash());
    }
}
