package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.capture.Capture;
import dev.typesync.event.ChangeBus;
import dev.typesync.jdbc.wrapper.CapturingPgConnection;
import dev.typesync.parser.StatementParser;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs an application with all kinds of statements again and again, and each time another question of typesync fails.
 * The application must see what it sees with the plain driver, and every changed key must be in the outbox, or a mark
 * for its table.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuestionFaultIT {
    /** Every how many questions one fails. Use {@code -Dtypesync.faults.every=1} to let each of them fail. */
    private static final int EVERY = Integer.getInteger("typesync.faults.every", 71);

    private DatabasePair databases;
    private QuestionProxy proxy;

    /** Ways to connect. */
    enum Mode {
        AUTOCOMMIT("", true),
        TRANSACTION("", false),
        AUTOSAVE("&autosave=always", false),
        SIMPLE("&preferQueryMode=simple", false),
        REWRITTEN_BATCHES("&reWriteBatchedInserts=true&prepareThreshold=1", true);

        private final String parameters;
        private final boolean autoCommit;

        Mode(String parameters, boolean autoCommit) {
            this.parameters = parameters;
            this.autoCommit = autoCommit;
        }
    }

    /** What happens to a question. */
    enum Fault {
        /** The server fails, for a reason of its own: here 22P02, invalid_text_representation. */
        ERROR("select 'no number'::pg_catalog.int4"),
        /** The server refuses the text: 42601. */
        REFUSAL("select from where"),
        /** The answer has no columns, so that the code which reads it fails. */
        NO_COLUMNS("select");

        private final String text;

        Fault(String text) {
            this.text = text;
        }

        /** A description has no answer that can be wrong. */
        String replace(String question) {
            return this == NO_COLUMNS && !question.startsWith("select") ? ERROR.text : text;
        }
    }

    @BeforeAll
    void create() throws Exception {
        databases = new DatabasePair(QuestionWorkload.TABLES, QuestionWorkload.DDL);
        proxy = QuestionProxy.before(databases.captured);
    }

    @AfterAll
    void close() throws Exception {
        proxy.close();
        databases.close();
    }

    private Connection connect(CapturedDatabase database, Mode mode) throws Exception {
        return DriverManager.getConnection(proxy.url(database) + mode.parameters);
    }

    @ParameterizedTest
    @EnumSource
    void theApplicationSeesNoFailedQuestionAndNoKeyIsMissed(Mode mode) throws Exception {
        proxy.learn();
        databases.plain.executePlain(QuestionWorkload.RESET);
        List<String> expected;
        try (Connection plain = connect(databases.plain, mode)) {
            expected = QuestionWorkload.run(plain, mode.autoCommit);
        }
        List<String> found = new ArrayList<>();
        int questions = run(mode, expected, Integer.MAX_VALUE, text -> text, found);
        assertThat(questions).isGreaterThan(30);
        int first = 1; // another one for each fault
        for (Fault fault : Fault.values()) {
            for (int number = first; number <= questions; number += EVERY) {
                run(mode, expected, number, fault::replace, found);
            }
            first++;
        }
        System.out.println(mode + ": " + questions + " questions");
        assertThat(found).as("differences").isEmpty();
    }

    /** Capture without a pause: its clock moves on with each look at it. A failed question is asked again. */
    private static Capture capture(ChangeBus bus) {
        AtomicLong seconds = new AtomicLong();
        InstantSource source = () -> Instant.ofEpochSecond(seconds.addAndGet(2));
        return new Capture(
                QuestionWorkload.TABLES, "typesync", new StatementParser(), bus, null, source.withZone(ZoneOffset.UTC));
    }

    /** Runs the application once, and returns the number of questions. */
    private int run(
            Mode mode, List<String> expected, int failing, UnaryOperator<String> fault, List<String> differences)
            throws Exception {
        CapturedDatabase database = databases.captured;
        database.executePlain(QuestionWorkload.RESET + "truncate typesync.outbox");
        List<String> actual;
        try (Connection plain = connect(database, mode);
                ChangeBus bus = new ChangeBus();
                Connection captured = CapturingPgConnection.of(plain, capture(bus))) {
            proxy.fail(failing, fault);
            actual = QuestionWorkload.run(captured, mode.autoCommit);
        }
        String where = mode + " " + failing + " " + fault.apply("select") + " instead of " + proxy.failed() + ": ";
        for (int i = 0; i < expected.size(); i++) {
            if (i >= actual.size() || !expected.get(i).equals(actual.get(i))) {
                differences.add(where + "\n    " + expected.get(i) + "\n    "
                        + (i < actual.size() ? actual.get(i) : "nothing"));
                break;
            }
        }
        if (mode.autoCommit) { // what ends transactions itself is marked before and after it, in transactions of their
            // own
            database.executePlain(
                    "update witness w set xid = o.xid from typesync.outbox o where o.op = 'm' and o.tbl = w.tbl"
                            + " and o.xid::text::bigint - w.xid::text::bigint between 1 and 3");
        }
        for (String missing : databases.missingKeys()) {
            differences.add(where + "missing " + missing);
        }
        return proxy.count();
    }
}
