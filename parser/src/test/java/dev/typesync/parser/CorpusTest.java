package dev.typesync.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule about SQL is a line of the corpus. */
class CorpusTest {
    private static final StatementParser PARSER = new StatementParser();

    static List<Corpus.Case> cases() {
        return Corpus.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void planIsAsWritten(Corpus.Case one) {
        assertThat(PlanText.of(PARSER.parse(one.sql()), one.key())).isEqualTo(one.plan());
    }

    @Test
    void everyCaseIsThereOnce() {
        assertThat(Corpus.cases()).hasSizeGreaterThanOrEqualTo(400);
        assertThat(Corpus.cases()).extracting(one -> one.key() + one.sql()).doesNotHaveDuplicates();
    }
}
