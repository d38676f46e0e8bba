package dev.typesync.jdbc.execution;

import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.KeysFromReturning;
import dev.typesync.capture.decision.MultiRowText;
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgStatement;

/**
 * A batch of INSERTs sent as pgjdbc sends it with {@code reWriteBatchedInserts}: statements of up to 128 rows, then of
 * the powers of two that remain; counts as pgjdbc gives them. Must run inside one transaction.
 */
public final class MultiRowBatch {
    private final PreparedStatement face;
    private final Running running;
    private final Decision.Rewritten single;
    private final MultiRowText rows;
    private final List<ParameterBindings> entries;
    private final DelegateStatements delegateStatements;
    private final long[] counts;
    private final @Nullable KeysFromReturning asked;
    private final List<CapturedChange> learnt = new ArrayList<>();
    private int done;
    private int statementsDone;

    /** Is told which of the delegate's statements is executed now, so that the application can cancel it. */
    public interface Running {
        void is(PreparedStatement statement);
    }

    /** @param face the delegate's statement that the application will ask about the batch */
    public MultiRowBatch(
            Decision.Rewritten single,
            MultiRowText rows,
            List<ParameterBindings> entries,
            DelegateStatements delegateStatements,
            PreparedStatement face,
            Running running) {
        this.face = face;
        this.running = running;
        this.single = single;
        this.rows = rows;
        this.entries = entries;
        this.delegateStatements = delegateStatements;
        this.counts = new long[entries.size()];
        this.asked = single.keysFromReturning();
    }

    /** The keys that came back, where the statements ask for them. */
    public List<CapturedChange> learnt() {
        return learnt;
    }

    /**
     * Executes the batch and returns the update counts as pgjdbc gives them.
     *
     * @throws BatchUpdateException if a statement fails: then all entries have
     */
    public long[] execute() throws SQLException {
        face.clearWarnings();
        try {
            sendFull(rows.limit());
            while (done < counts.length) {
                send(Integer.highestOneBit(counts.length - done), 1);
            }
            return counts;
        } catch (BatchUpdateException e) {
            long[] failed = new long[counts.length];
            Arrays.fill(failed, Statement.EXECUTE_FAILED);
            BatchUpdateException all = new BatchUpdateException(
                    countedFromTheFirst(e.getMessage()), e.getSQLState(), e.getErrorCode(), failed, e.getCause());
            all.setNextException(e.getNextException());
            throw all;
        }
    }

    private long[] run(PreparedStatement statement) throws SQLException {
        running.is(statement);
        try {
            return statement.executeLargeBatch();
        } finally {
            running.is(face);
            SQLWarning warnings = statement.getWarnings();
            if (warnings != null) {
                face.unwrap(PgStatement.class).addWarning(warnings);
            }
        }
    }

    /** "Batch entry 0 …" of a later statement is the entry of all of them, as pgjdbc counts. */
    private @Nullable String countedFromTheFirst(@Nullable String message) {
        if (message == null || statementsDone == 0) {
            return message;
        }
        Matcher number = Pattern.compile("\\d+").matcher(message);
        return number.find()
                ? message.substring(0, number.start())
                        + (Long.parseLong(number.group()) + statementsDone)
                        + message.substring(number.end())
                : message;
    }

    private void sendFull(int limit) throws SQLException {
        int full = (counts.length - done) / limit;
        if (full > 0) {
            send(limit, full);
        }
    }

    /** @param statements how many of so many rows */
    private void send(int size, int statements) throws SQLException {
        try (PreparedStatement statement = delegateStatements.another(size == 1 ? single.text() : rows.text(size))) {
            int entry = done;
            for (int i = 0; i < statements; i++) {
                for (int row = 0; row < size; row++) {
                    entries.get(entry++).bindTo(statement, row * rows.parameters());
                }
                statement.addBatch();
            }
            long[] executed = run(statement);
            if (asked != null) {
                learnt.addAll(KeyRowReader.asked(asked, statement));
            }
            for (long count : executed) {
                // which of the rows were inserted is not known
                Arrays.fill(counts, done, done + size, size > 1 && count > 0 ? Statement.SUCCESS_NO_INFO : count);
                done += size;
            }
            statementsDone += statements;
        }
    }
}
