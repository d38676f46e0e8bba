package dev.typesync.capture.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.parser.plan.TableName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredTableTest {
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
    void readsNamesAsSqlDoes(String written, String schema, String table) {
        assertThat(ConfiguredTable.parse(written)).isEqualTo(new TableName(schema, table));
    }
}
