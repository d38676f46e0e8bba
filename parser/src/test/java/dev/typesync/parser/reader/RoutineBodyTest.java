package dev.typesync.parser.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutineBodyTest {
    private static String writes(String body) {
        return RoutineBody.read(body).writes().stream()
                .map(write -> write.operation() + " " + write.table()
                        + (write.columns() == null || write.columns().isEmpty()
                                ? ""
                                : " " + String.join(",", write.columns())))
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "begin insert into a values (1); return new; end         | INSERT a",
                "begin INSERT INTO s.\"A\" (i) select 1 on conflict (i) do update set i = 2; end | UPSERT s.A i",
                "begin if new.i > 0 then update only a x set i = 1, (j, k) = (2, 3) where l = 4; end if; end"
                        + " | UPDATE a i,j,k",
                "begin for r in update a set i = 1 returning j loop update b set k = r.j; end loop; end"
                        + " | UPDATE a i; UPDATE b k",
                "with x as (delete from a returning *) insert into b select * from x | DELETE a; INSERT b",
                "begin atomic delete from only (a) where i = $1; merge into b using a on true when matched then delete;"
                        + " end | DELETE a; MERGE b",
                "truncate table a, only b cascade; copy c from '/x'      | TRUNCATE a; TRUNCATE b; COPY_IN c",
                "alter table if exists a add i int; drop table b, c      | DDL a; DDL b; DDL c",
                "select i into a from b for update of c; /* delete from a */ -- update a set i = 1 | ``",
                "if tg_op = 'UPDATE' then perform 'delete from a'; end if | ``",
            })
    void writesAreFound(String body, String expected) {
        assertThat(writes(body)).isEqualTo(expected);
    }

    @Test
    void namesBeforeAParenthesisCanBeCalled() {
        assertThat(RoutineBody.read("begin perform s.\"F\" (g(1)); call p (); end")
                        .calls())
                .containsExactlyInAnyOrder("F", "g", "p");
    }

    @Test
    void namesInExecutedTextsAreFound() {
        String body =
                "begin execute format($x$update %I.\"It em\" set i = 1$x$, tg_table_schema) || 'b'; select c; end";
        assertThat(RoutineBody.read(body).dynamicNames()).contains("It em", "b").doesNotContain("c", "tg_table_schema");
        assertThat(RoutineBody.read("begin select 'b'; end").dynamicNames()).isEmpty();
        assertThat(RoutineBody.read("begin raise 'no d'; execute 'x ' || 'my table' || E'\\nplain'; end")
                        .dynamicNames())
                .contains("my table", "plain")
                .doesNotContain("d");
    }

    @Test
    void everyNameCountsInAnotherLanguageAndWithoutBalancedParentheses() {
        assertThat(RoutineBody.readOtherLanguage("plpy.execute(\"update a set i = 1\")")
                        .dynamicNames())
                .contains("a");
        assertThat(List.of(RoutineBody.read("begin f((a; end"), RoutineBody.read("begin 'a")))
                .allSatisfy(body -> assertThat(body.dynamicNames()).contains("a"));
    }
}
