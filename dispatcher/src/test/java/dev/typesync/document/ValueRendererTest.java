package dev.typesync.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.typesync.config.EpochUnit;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueRendererTest {
    private final ValueLossCounter valueLossCounter = new ValueLossCounter("c");

    /** The result for the value: JSON, "absent", or "unfit". */
    private String rendered(ValueKind kind, boolean array, String type, String value) {
        ValueRenderer renderer = ValueRenderer.of(
                new MappedColumn("f", "f", "", "", kind, array, EpochUnit.S, type, Map.of()), valueLossCounter);
        if (!renderer.isPresent(value)) {
            return "absent";
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = DocumentJson.FACTORY.createGenerator(text)) {
            renderer.render(value, json);
        } catch (UnfitValueException e) {
            assertThat(e.reason()).doesNotContain(value);
            return "unfit";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    INTEGER     | int32    | 2147483647                  | 2147483647
                    INTEGER     | int32    | 3000000000                  | unfit
                    INTEGER     | int32    | -3000000000                 | unfit
                    INTEGER     | int64    | -9223372036854775808        | -9223372036854775808
                    NUMERIC     | int64    | 9223372036854775807.00      | 9223372036854775807
                    NUMERIC     | int64    | 9999999999999999999         | unfit
                    NUMERIC     | int32    | 1.5                         | unfit
                    NUMERIC     | int32    | NaN                         | absent
                    TEXT        | int32    | 0042                        | 42
                    TEXT        | int64    | 1e999999999                 | unfit
                    TEXT        | int32    | x                           | unfit
                    NUMERIC     | float    | 12.50                       | 12.50
                    NUMERIC     | float    | 0                           | 0
                    NUMERIC     | float    | -Infinity                   | absent
                    FLOAT       | float    | 1e+300                      | 1e+300
                    FLOAT       | float    | -0                          | -0
                    FLOAT       | float    | NaN                         | absent
                    FLOAT       | float    | Infinity                    | absent
                    TEXT        | float    | 1.5                         | 1.5
                    TEXT        | float    | 0x1p3                       | unfit
                    TEXT        | float    | 1d                          | unfit
                    TEXT        | string   | NaN                         | "NaN"
                    TEXT        | string   | a"\\b                       | "a\\"\\\\b"
                    TEXT        | bool     | true                        | true
                    TEXT        | bool     | yes                         | unfit
                    BOOLEAN     | bool     | false                       | false
                    DATE        | string   | 1709164800                  | "2024-02-29"
                    DATE        | string   | -63517305600                | "-0043-03-21"
                    DATE        | string   | 185331706992000             | "+5874897-12-31"
                    TIMESTAMP   | string   | 1709164800.000000           | "2024-02-29T00:00:00"
                    TIMESTAMP   | string   | -0.500000                   | "1969-12-31T23:59:59.5"
                    TIMESTAMPTZ | string   | 1709164800.123456           | "2024-02-29T00:00:00.123456Z"
                    TIMESTAMPTZ | string   | 9224318015999.999999        | "+294276-12-31T23:59:59.999999Z"
                    TIMESTAMPTZ | int64    | 1709164800                  | 1709164800
                    TIMESTAMPTZ | int64    | 9224318015999999999         | unfit
                    TIMESTAMPTZ | int64    | Infinity                    | absent
                    TIMESTAMPTZ | int32    | 4102444800                  | unfit
                    POINT       | geopoint | (4.9,52.4)                  | [52.4,4.9]
                    POINT       | geopoint | (180,-90)                   | [-90,180]
                    POINT       | geopoint | (180.1,0)                   | unfit
                    POINT       | geopoint | (0,90.1)                    | unfit
                    POINT       | geopoint | (NaN,0)                     | unfit
                    POINT       | geopoint | (1e+308,Infinity)           | unfit
                    POINT       | string   | (4.9,52.4)                  | "(4.9,52.4)"
                    JSON        | object   | {"a": 1.50}                 | {"a":1.50}
                    JSON        | object   | null                        | absent
                    JSON        | object[] | [{"a":1}]                   | [{"a":1}]
                    JSON        | string[] | ["a"]                       | ["a"]
                    JSON        | string   | {"a": 1}                    | "{\\"a\\": 1}"
                    JSON        | ~~       | null                        | null
                    JSON        | ~~       | {"a":1e400}                 | unfit
                    JSON        | ~~       | {"a":"\\ud83d"}             | unfit
                    JSON        | ~~       | {"\\udc00":1}               | unfit
                    JSON        | ~~       | "\\ud83d\\ude00\\u0000"     | "\\uD83D\\uDE00\\u0000"
                    """)
    void rendersScalars(ValueKind kind, String type, String value, String expected) {
        assertThat(rendered(kind, false, type.isEmpty() ? null : type, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    INTEGER | int32[]    | {1,NULL,3}                 | [1,3]
                    INTEGER | int32[]    | {}                         | []
                    FLOAT   | float[]    | {NaN,1.5,-Infinity}        | [1.5]
                    BOOLEAN | bool[]     | {t,f,NULL}                 | [true,false]
                    TEXT    | string[]   | {{a,"b c"},{NULL,"NULL"}}  | ["a","b c","NULL"]
                    POINT   | geopoint[] | {"(4.9,52.4)","(1,2)"}     | [[52.4,4.9],[2,1]]
                    POINT   | geopoint[] | {"(4.9,52.4)","(1,200)"}   | unfit
                    JSON    | object[]   | {"{\\"a\\": 1}",NULL}      | [{"a":1}]
                    JSON    | ~~         | {"1",NULL,"null"}          | [1,null]
                    DATE    | string[]   | {0,Infinity}               | ["1970-01-01"]
                    """)
    void rendersArrays(ValueKind kind, String type, String value, String expected) {
        assertThat(rendered(kind, true, type.isEmpty() ? null : type, value)).isEqualTo(expected);
    }

    @Test
    void rejectsNumbersLargerThanADouble() {
        assertThat(rendered(ValueKind.NUMERIC, false, "float", "1" + "0".repeat(400)))
                .isEqualTo("unfit");
    }

    @Test
    void countsNumbersThatADoubleChanges() {
        rendered(ValueKind.NUMERIC, false, "float", "0.1");
        rendered(ValueKind.NUMERIC, false, "float", "123456789012345.00000000000000");
        assertThat(valueLossCounter.lossyNumbers()).isEmpty();

        rendered(ValueKind.NUMERIC, false, "float", "12345678901234567890.5");
        rendered(ValueKind.NUMERIC, false, "float", "0." + "0".repeat(400) + "1");
        rendered(ValueKind.NUMERIC, false, "float", "9007199254740993");

        assertThat(valueLossCounter.lossyNumbers()).isEqualTo(Map.of("f", 3L));
    }

    @Test
    void truncatesAndCountsLongTexts() {
        String truncated = rendered(ValueKind.TEXT, false, "string", "x".repeat(262_145));

        assertThat(truncated).hasSize(262_144 + 2);
        assertThat(valueLossCounter.truncatedTexts()).isEqualTo(Map.of("f", 1L));
    }
}
