package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.typesync.capture.Capture;
import dev.typesync.jdbc.wrapper.CapturingPgConnection;
import dev.typesync.parser.StatementParser;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** What the application sees, and what is recorded, when the server does not answer a question of typesync. */
class FailedQuestionIT {
    private static final String INSERT = "insert into item (name) values ('x')";
    private static final String FAILS = "select 'no number'::pg_catalog.int4";
    private static final String SLEEPS = "select pg_catalog.pg_sleep(60)";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private CapturedDatabase database;
    private QuestionProxy proxy;
    private Connection captured;

    @BeforeEach
    void create() throws Exception {
        database =
                new CapturedDatabase(List.of("item", "late"), "create table item (id serial primary key, name text)");
        proxy = QuestionProxy.before(database);
        proxy.learn();
        try (Connection plain = DriverManager.getConnection(proxy.url(database))) {
            CapturedDatabase.execute(plain, INSERT);
        }
        InstantSource source = now::get;
        Capture capture = new Capture(
                List.of("item", "late"),
                "typesync",
                new StatementParser(),
                database.bus,
                null,
                source.withZone(ZoneOffset.UTC));
        captured = CapturingPgConnection.of(DriverManager.getConnection(proxy.url(database)), capture);
    }

    @AfterEach
    void close() throws Exception {
        captured.close();
        proxy.close();
        database.close();
    }

    @Test
    void asksAgainOnlyAfterAPauseAndThenCapturesKeysAgain() throws Exception {
        proxy.fail(1, text -> FAILS);
        for (int i = 0; i < 3; i++) {
            CapturedDatabase.execute(captured, INSERT);
            assertThat(database.outbox()).containsExactly("public.item mark unanswered question");
        }
        assertThat(proxy.count()).as("questions").isEqualTo(1);

        now.set(now.get().plusSeconds(1));
        CapturedDatabase.execute(captured, INSERT);
        assertThat(database.outbox()).containsExactly("public.item {5}");
    }

    @Test
    void failsAsThePlainDriverWhenAQuestionLosesTheConnection() throws Exception {
        proxy.fail(1, text -> "select pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid())");
        try (Statement statement = captured.createStatement()) {
            PSQLException error = catchThrowableOfType(PSQLException.class, () -> statement.executeUpdate(INSERT));
            assertThat(error.getSQLState()).isEqualTo("57P01");
        }
        assertThat(database.outbox()).isEmpty();
    }

    @Test
    void cancelsTheStatementThatAQuestionIsAskedFor() throws Exception {
        proxy.fail(1, text -> SLEEPS);
        captured.setAutoCommit(false);
        try (Statement statement = captured.createStatement()) {
            CompletableFuture<PSQLException> error = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(PSQLException.class, () -> statement.executeUpdate(INSERT)));
            await().until(this::isSleeping);
            statement.cancel();
            assertThat(error.get(30, TimeUnit.SECONDS).getSQLState()).isEqualTo("57014");
        }
        captured.commit();
        assertThat(database.strings("select id::text from item")).containsExactly("1");
    }

    @Test
    void sendsTheStatementWhenAQuestionTakesLongerThanItMay() throws Exception {
        proxy.fail(1, text -> SLEEPS);
        try (Statement statement = captured.createStatement()) {
            statement.setQueryTimeout(1);
            assertThat(statement.executeUpdate(INSERT)).isEqualTo(1);
        }
        assertThat(database.outbox()).containsExactly("public.item mark unanswered question");
    }

    private boolean isSleeping() throws SQLException {
        return !database.strings("select pid::text from pg_stat_activity where wait_event = 'PgSleep'")
                .isEmpty();
    }

    /** The mark is written before the batch is sent. */
    @Test
    void forgetsABatchWhoseMarkCannotBeWritten() throws Exception {
        try (PreparedStatement prepared = captured.prepareStatement("truncate item");
                Statement texts = captured.createStatement()) {
            prepared.addBatch();
            texts.addBatch("truncate item");
            database.executePlain("alter table typesync.outbox rename to hidden");
            assertThatThrownBy(prepared::executeBatch).isInstanceOf(SQLException.class);
            assertThatThrownBy(texts::executeBatch).isInstanceOf(SQLException.class);
            database.executePlain("alter table typesync.hidden rename to outbox");

            prepared.addBatch();
            assertThat(prepared.executeBatch()).hasSize(1);
            CapturedDatabase.execute(captured, INSERT);
            texts.addBatch("create table other (id int)"); // not replicated: the delegate executes its own batch
            assertThat(texts.executeBatch()).hasSize(1);
            assertThat(database.strings("select name from item")).containsExactly("x");
        }
    }

    @Test
    void checksEachStatementOfAStringForATableThatAnotherProgramHasMade() throws Exception {
        CapturedDatabase.execute(captured, INSERT);
        database.executePlain("create table late (id int primary key)");
        database.outbox();
        CapturedDatabase.execute(captured, "do $$ begin end $$; insert into late values (1)");
        assertThat(database.outbox()).anyMatch(row -> row.startsWith("public.late "));
    }

    @Test
    void keepsARefusalThatItFoundInATransaction() throws Exception {
        CapturedDatabase.execute(captured, INSERT);
        database.refuseKeys();
        captured.setAutoCommit(false);
        String sql = "update item set name = 'refused'";
        for (int i = 0; i < 2; i++) {
            CapturedDatabase.execute(captured, sql);
            captured.commit();
        }
        proxy.fail(Integer.MAX_VALUE, text -> text);
        CapturedDatabase.execute(captured, sql);
        captured.commit();
        database.acceptKeys();
        assertThat(proxy.count()).as("questions of the third transaction").isZero();
        assertThat(database.outbox())
                .filteredOn("public.item mark not rewritten"::equals)
                .hasSize(3);
    }
}
