package dev.typesync.parser.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableNameTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "Books,,books",
                "Geo.Cities,geo,cities",
                "\"Geo\".\"a.b\",Geo,a.b",
                "\"say \"\"hi\"\"\",,say \"hi\"",
                "shop.\"Order\",shop,Order"
            })
    void parsesNamesAsSqlDoes(String written, String schema, String table) {
        assertThat(TableName.parse(written)).isEqualTo(new TableName(schema, table));
    }
}
