package dev.typesync.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8LimitTest {
    private static final int LIMIT = 262_144;

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "語", "😀", "aé語😀"})
    void truncatesAfterTheLastCompleteCharacterThatFits(String piece) {
        int pieceBytes = piece.getBytes(StandardCharsets.UTF_8).length;
        String text = piece.repeat(LIMIT / pieceBytes + 2);

        String truncated = text.substring(0, Utf8Limit.fittingLength(text));

        int bytes = truncated.getBytes(StandardCharsets.UTF_8).length;
        assertThat(bytes).isBetween(LIMIT - 3, LIMIT);
        assertThat(truncated).doesNotEndWith("\ud83d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "語", "😀"})
    void keepsTextOfExactlyTheLimit(String piece) {
        int pieceBytes = piece.getBytes(StandardCharsets.UTF_8).length;
        String text = piece.repeat(LIMIT / pieceBytes);

        assertThat(Utf8Limit.fittingLength(text)).isEqualTo(text.length());
    }
}
