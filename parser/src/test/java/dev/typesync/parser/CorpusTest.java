package dev.typesync.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about SQL: each is a line of the corpus. */
class CorpusTest {
    private static final StatementParser PARSER = new StatementParser();

    static List<Corpus.Case> cases() {
        return Corpus.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void planIsThatOfTheCorpus(Corpus.Case one) {
        assertThat(PlanText.of(PARSER.parse(one.sql()), one.key())).isEqualTo(one.plan());
    }

    @Test
    void casesAreUnique() {
        assertThat(Corpus.cases()).hasSizeGreaterThanOrEqualTo(400);
        assertThat(Corpus.cases()).extracting(one -> one.key() + one.sql()).doesNotHaveDuplicates();
    }
}
