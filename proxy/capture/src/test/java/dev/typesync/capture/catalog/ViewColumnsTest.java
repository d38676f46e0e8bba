package dev.typesync.capture.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.capture.catalog.ViewColumns.Origin;
import org.junit.jupiter.api.Test;

/** The query of a view as the server stores it, shortened. */
class ViewColumnsTest {
    private static final String INNER =
            "{SUBLINK :subselect {QUERY :targetList ({TARGETENTRY :expr {VAR :varno 1} :resno 1 :resname id"
                    + " :ressortgroupref 0 :resorigtbl 7 :resorigcol 1 :resjunk false}) :override 0}}";

    private static String entry(int number, String name, int table, int column) {
        return "{TARGETENTRY :expr {VAR :varno 1 :location {X :resorigtbl 99}} :resno " + number + " :resname " + name
                + " :ressortgroupref 0 :resorigtbl " + table + " :resorigcol " + column + " :resjunk false}";
    }

    private static String view(String entries) {
        return "({QUERY :commandType 1 :jointree {FROMEXPR :quals " + INNER + "} :targetList (" + entries
                + ") :override 0 :returningList <>})";
    }

    @Test
    void readsOnlyTheOutermostList() {
        assertThat(ViewColumns.read(view(entry(1, "id", 5, 2) + " " + entry(2, "v", 5, 1))))
                .containsOnlyKeys(1, 2)
                .containsEntry(1, new Origin(5, 2))
                .containsEntry(2, new Origin(5, 1));
    }

    @Test
    void expressionsHaveNoOrigin() {
        assertThat(ViewColumns.read(view(entry(1, "sum", 0, 0)))).isEmpty();
        assertThat(ViewColumns.read("<>")).isEmpty();
    }

    @Test
    void readsNamesWithBracesAndBlanks() {
        assertThat(ViewColumns.read(view(entry(1, "a\\}\\ \\:targetList\\ \\(", 5, 3) + entry(2, "b", 5, 4))))
                .containsEntry(1, new Origin(5, 3))
                .containsEntry(2, new Origin(5, 4));
    }
}
