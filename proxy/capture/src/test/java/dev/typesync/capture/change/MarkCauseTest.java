package dev.typesync.capture.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The texts of the causes, which are stored in the outbox. */
class MarkCauseTest {
    @Test
    void textsStayAsTheyAreStored() {
        assertThat(Arrays.stream(MarkCause.values()).map(MarkCause::text))
                .containsExactlyInAnyOrder(
                        "foreign key",
                        "trigger",
                        "rule",
                        "view",
                        "parent table",
                        "routine",
                        "key changed",
                        "updatable result set",
                        "ddl",
                        "merge",
                        "truncate",
                        "copy",
                        "not rewritten",
                        "opaque statement",
                        "several statements",
                        "unanswered question",
                        "large transaction",
                        "large key",
                        "prepared transaction");
    }

    @Test
    void onlyAvoidableCausesAreWorthAWarning() {
        assertThat(Arrays.stream(MarkCause.values())
                        .filter(MarkCause::isWorthAWarning)
                        .map(MarkCause::text))
                .containsExactlyInAnyOrder(
                        "foreign key",
                        "trigger",
                        "rule",
                        "updatable result set",
                        "not rewritten",
                        "key changed",
                        "large key");
    }
}
