package dev.typesync.jdbc.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorsTest {
    @ParameterizedTest
    @CsvSource({
        ", true, true",
        "08006, true, true", // connection_failure
        "57P01, true, true", // admin_shutdown
        "57014, false, true", // query_canceled
        "02000, true, false", // pgjdbc: no result
        "0100E, true, false", // pgjdbc: a result
        "42601, false, false", // syntax_error
        "40001, false, false" // serialization_failure
    })
    void saysWhatMayHaveHappenedDespiteAnError(String state, boolean executed, boolean committed) {
        SQLException error = new SQLException("some error", state);

        assertThat(SqlErrors.mayHaveExecuted(error)).isEqualTo(executed);
        assertThat(SqlErrors.mayHaveCommitted(error)).isEqualTo(committed);
    }
}
