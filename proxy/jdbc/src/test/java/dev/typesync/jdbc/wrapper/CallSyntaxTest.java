package dev.typesync.jdbc.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallSyntaxTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{call f(?)}",
                "  { ? = call f(?) }",
                "call p(1)",
                "CALL p()",
                "/* a /* nested */ comment */ {call f()}",
                "-- a line\n\tcall p()",
                "-- a line\rcall p()",
                "? = call f()"
            })
    void isACall(String sql) {
        assertThat(CallSyntax.isCall(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-- only a comment",
                "/* not closed {call f()}",
                "insert into t values ({d '2020-02-29'})",
                "/* {call */ update t set v = 1",
                "-- {call f()}\ndelete from t"
            })
    void isNoCall(String sql) {
        assertThat(CallSyntax.isCall(sql)).isFalse();
    }
}
