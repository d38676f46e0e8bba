package dev.typesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTextTest {
    @Test
    void everyTextIsOneLine() {
        assertThat(PrintableText.of("x\n07:00:00 SEVERE \r\t\u0000\u001b[2J\u0085\u2028\u2029\u202e\u200b\ud800"))
                .isEqualTo(
                        "x\\u000a07:00:00 SEVERE \\u000d\\u0009\\u0000\\u001b[2J\\u0085\\u2028\\u2029\\u202e\\u200b\\ud800");
    }

    @Test
    void readableTextStays() {
        assertThat(PrintableText.of("public.\"Größe 漢字 😀\"")).isEqualTo("public.\"Größe 漢字 😀\"");
    }

    @Test
    void longTextIsCut() {
        assertThat(PrintableText.of("x".repeat(PrintableText.MAX_LENGTH))).hasSize(PrintableText.MAX_LENGTH);
        assertThat(PrintableText.of("😀".repeat(1_000_000))).isEqualTo("😀".repeat(PrintableText.MAX_LENGTH) + "…");
    }
}
