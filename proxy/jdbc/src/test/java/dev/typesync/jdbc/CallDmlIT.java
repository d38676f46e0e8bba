package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.typesync.jdbc.delegate.DelegatingCalls;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callable statements whose SQL calls nothing are captured like prepared statements. */
class CallDmlIT {
    private CapturedDatabase database;
    private Connection captured;

    @BeforeEach
    void connect() throws Exception {
        database = new CapturedDatabase(
                List.of("item"),
                "create table item (id serial primary key, name text);"
                        + " create function add_item(n text) returns int language sql as"
                        + " 'insert into item (name) values (n) returning id'");
        captured = database.captured;
    }

    @AfterEach
    void disconnect() throws SQLException {
        database.close();
    }

    @Test
    void capturesTheKeyOfAnInsertPreparedAsACall() throws SQLException {
        try (CallableStatement insert = captured.prepareCall("insert into item (name) values (?)")) {
            insert.setString(1, "a");
            assertThat(insert.executeUpdate()).isEqualTo(1);
            insert.setString(1, "b");
            assertThat(insert.execute()).isFalse();
            assertThat(insert.getUpdateCount()).isEqualTo(1);
            assertThat(insert.getConnection()).isSameAs(captured);
        }
        assertThat(database.outbox()).containsExactly("public.item {1}", "public.item {2}");
    }

    @Test
    void supportsBatchesResultsAndScrollingLikeAPreparedStatement() throws SQLException {
        try (CallableStatement insert = captured.prepareCall("insert into item (name) values (?)")) {
            for (String name : List.of("a", "b", "c")) {
                insert.setString(1, name);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
        }
        assertThat(database.outbox()).containsExactly("public.item {1}", "public.item {2}", "public.item {3}");
        try (CallableStatement update = captured.prepareCall(
                "update item set name = ? where id > 1 returning id, name as called",
                ResultSet.TYPE_SCROLL_INSENSITIVE,
                ResultSet.CONCUR_READ_ONLY)) {
            update.setString(1, "z");
            try (ResultSet rows = update.executeQuery()) {
                assertThat(rows.last()).isTrue();
                assertThat(rows.getInt("id")).isEqualTo(3);
                assertThat(rows.getString("called")).isEqualTo("z");
                assertThat(rows.getStatement()).isSameAs(update);
            }
        }
        assertThat(database.outbox()).containsExactly("public.item {2}", "public.item {3}");
    }

    @Test
    void failsLikeThePlainDriverInMethodsOfCallsOnly() throws Exception {
        String sql = "insert into item (name) values (?)";
        try (Connection plain = database.openPlain("");
                CallableStatement expected = plain.prepareCall(sql);
                CallableStatement actual = captured.prepareCall(sql)) {
            for (CallableStatement each : List.of(expected, actual)) {
                each.setString(1, "a");
                each.executeUpdate();
            }
            assertSameFailure(expected, actual, each -> each.registerOutParameter(1, Types.INTEGER));
            assertSameFailure(expected, actual, each -> each.getInt(1));
            assertSameFailure(expected, actual, each -> each.setString("name", "b"));
            assertSameFailure(expected, actual, CallableStatement::wasNull);
        }
    }

    private interface CallAction {
        void run(CallableStatement statement) throws SQLException;
    }

    private static void assertSameFailure(CallableStatement expected, CallableStatement actual, CallAction action) {
        Throwable failure = catchThrowable(() -> action.run(expected));
        assertThat(failure).isNotNull();
        assertThat(catchThrowable(() -> action.run(actual)))
                .hasSameClassAs(failure)
                .hasMessage(failure.getMessage());
    }

    @Test
    void marksTheTableThatACalledFunctionWrites() throws SQLException {
        try (CallableStatement call = captured.prepareCall("{? = call add_item(?)}")) {
            call.registerOutParameter(1, Types.INTEGER);
            call.setString(2, "a");
            call.execute();
            assertThat(call.getInt(1)).isEqualTo(1);
        }
        assertThat(database.outbox()).isNotEmpty().allMatch(row -> row.startsWith("public.item mark"));
    }

    @Test
    void passesEveryMethodOfCallsToTheDelegate() throws Exception {
        for (Method method : CallableStatement.class.getDeclaredMethods()) {
            assertThat(Arrays.stream(DelegatingCalls.class.getDeclaredMethods())
                            .filter(Method::isDefault)
                            .filter(each -> each.getName().equals(method.getName()))
                            .filter(each -> Arrays.equals(each.getParameterTypes(), method.getParameterTypes())))
                    .as("%s", method)
                    .hasSize(1);
        }
    }
}
