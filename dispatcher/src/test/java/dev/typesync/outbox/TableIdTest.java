package dev.typesync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableIdTest {
    @Test
    void quotesLikePostgresql() {
        assertThat(new TableId("public", "books").quoted()).isEqualTo("public.books");
        assertThat(new TableId("My Shop", "a\"b").quoted()).isEqualTo("\"My Shop\".\"a\"\"b\"");
        assertThat(new TableId("public", "order").quoted()).isEqualTo("public.\"order\"");
        assertThat(new TableId("public", "1st").quoted()).isEqualTo("public.\"1st\"");
    }

    @Test
    void parsesItsQuotedForm() {
        for (TableId table : List.of(
                new TableId("public", "books"),
                new TableId("a.b", "c.d"),
                new TableId("\"", "\"\"."),
                new TableId("größe", "T"))) {
            assertThat(TableId.parse(table.quoted())).isEqualTo(table);
        }
    }

    @Test
    void refusesTextThatIsNotATableName() {
        for (String text : List.of("", "books", "a.b.c", "\"a.b", "\"a\".\"b", "\"a\"b.c")) {
            assertThatThrownBy(() -> TableId.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
