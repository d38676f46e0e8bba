package dev.typesync.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcPlaceholdersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    a = 1                       ; a = 1
                    tags ? 'k'                  ; tags ?? 'k'
                    tags ?& array['?']          ; tags ??& array['?']
                    'it''s ?' <> a ? b          ; 'it''s ?' <> a ?? b
                    e'\\' ?' <> a ? b           ; e'\\' ?' <> a ?? b
                    "col?" ? 'x'                ; "col?" ?? 'x'
                    a /* ? /* ? */ ? */ ? 'b'   ; a /* ? /* ? */ ? */ ?? 'b'
                    $$ ? $$ <> a ? 'b'          ; $$ ? $$ <> a ?? 'b'
                    $t$ ? $$ ? $t$ <> a ? 'b'   ; $t$ ? $$ ? $t$ <> a ?? 'b'
                    a$1 ? b$1                   ; a$1 ?? b$1
                    a ? 'b' -- why?             ; a ?? 'b' -- why?
                    """)
    void doublesOnlyQuestionMarksOfOperators(String pair) {
        String[] sides = pair.split(" *; ");
        assertThat(JdbcPlaceholders.escape(sides[0])).isEqualTo(sides[1]);
    }
}
