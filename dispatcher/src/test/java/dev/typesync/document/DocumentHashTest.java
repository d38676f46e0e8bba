package dev.typesync.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentHashTest {
    private static DocumentHash of(String json) {
        return DocumentHash.of(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"id":"1","a":1,"b":"x"}     | { "b" : "x", "a" : 1, "id" : "1" }
                    {"a":1}                      | {"a":1.0}
                    {"a":100}                    | {"a":1E2}
                    {"a":12.50}                  | {"a":1.25e+1}
                    {"a":-0.0}                   | {"a":0}
                    {"a":-0}                     | {"a":0}
                    {"a":1e-400}                 | {"a":0.0}
                    {"a":1e-07}                  | {"a":0.0000001}
                    {"a":0.1}                    | {"a":0.1000000000000000055511151231257827}
                    {"a":123456789012345678901234567890.5} | {"a":1.2345678901234568e+29}
                    {"a":18446744073709551616}   | {"a":1.8446744073709552e+19}
                    {"a":"\\u00e9\\ud83d\\ude00\\/"} | {"a":"é😀/"}
                    {"a":{"x":1,"y":[1,2]}}      | {"a":{"y":[1.0,2],"x":1}}
                    {"a":{"x":1,"x":2}}          | {"a":{"x":2}}
                    {"a":1,"a":2}                | {"a":2}
                    {"a":null,"b":1}             | {"b":1}
                    """)
    void isTheSameForTheSameContent(String one, String other) {
        assertThat(of(one)).isEqualTo(of(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"a":1}                      | {"a":2}
                    {"a":1}                      | {"a":"1"}
                    {"a":1}                      | {"a":true}
                    {"a":1}                      | {"b":1}
                    {"a":1}                      | {"a":[1]}
                    {"a":1,"b":2}                | {"a":2,"b":1}
                    {"a":[1,2]}                  | {"a":[2,1]}
                    {"a":[]}                     | {}
                    {"a":""}                     | {}
                    {"a":{}}                     | {"a":[]}
                    {"a":[[1],2]}                | {"a":[1,[2]]}
                    {"a":[null]}                 | {"a":[]}
                    {"a":{"x":null}}             | {"a":{}}
                    {"a":9007199254740993}       | {"a":9007199254740992}
                    {"a":18446744073709551615}   | {"a":-1}
                    {"a":9223372036854775808}    | {"a":-9223372036854775808}
                    {"a":0.1}                    | {"a":0.10000000000000002}
                    {"a":"true"}                 | {"a":true}
                    {"a":"é"}                    | {"a":"e"}
                    """)
    void differsForOtherContent(String one, String other) {
        assertThat(of(one).hash()).isNotEqualTo(of(other).hash());
    }

    @Test
    void readsTheTopLevelId() {
        assertThat(of("{\"x\":{\"id\":\"inner\"},\"id\":\"a\\\"b\"}").id()).isEqualTo("a\"b");
        assertThat(of("{\"id\":5}").id()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "{\"a\":", "Error while getting seq_id of ..", "{} {}", "null", "{\"a\":1e}"})
    void refusesTextThatIsNotADocument(String text) {
        assertThatThrownBy(() -> of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hashesJsonThatIsNestedDeeperThanTheStack() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertThat(of("{\"a\":" + deep + "}").hash())
                .isNotEqualTo(of("{\"a\":[" + deep + "]}").hash());
    }
}
