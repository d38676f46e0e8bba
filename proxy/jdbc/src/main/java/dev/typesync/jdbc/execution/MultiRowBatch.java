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
 * A batch of INSERTs, sent as pgjdbc sends it with {@code reWriteBatchedInserts}: statements of up to 128 rows, then
 * statements with a power of two of the remaining rows. Update counts are those of pgjdbc. Must run in one transaction.
 * Used by one thread.
 */
final class MultiRowBatch {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final Decision.Rewritten single;
    private final MultiRowText rows;
    private final List<ParameterBindings> entries;
    private final PreparedText text;
    private final PreparedStatement visible;
    private final long[] counts;
    private final @Nullable KeysFromReturning returning;
    private final List<CapturedChange> returnedKeys = new ArrayList<>();
    private int done;
    private int statementsDone;

    /** @param visible the delegate's statement whose results and warnings the application sees */
    MultiRowBatch(
            Decision.Rewritten single,
            MultiRowText rows,
            List<ParameterBindings> entries,
            PreparedText text,
            PreparedStatement visible) {
        this.single = single;
        this.rows = rows;
        this.entries = entries;
        this.text = text;
        this.visible = visible;
        this.counts = new long[entries.size()];
        this.returning = single.keysFromReturning();
    }

    /** The keys that the statements returned, if they return keys. */
    List<CapturedChange> returnedKeys() {
        return returnedKeys;
    }

    /**
     * Executes the batch and returns the update counts as pgjdbc returns them.
     *
     * @throws BatchUpdateException a statement fails; then all entries have failed
     */
    long[] execute() throws SQLException {
        visible.clearWarnings();
        try {
            sendFullStatements(rows.limit());
            while (done < counts.length) {
                send(Integer.highestOneBit(counts.length - done), 1);
            }
            return counts;
        } catch (BatchUpdateException e) {
            long[] failed = new long[counts.length];
            Arrays.fill(failed, Statement.EXECUTE_FAILED);
            BatchUpdateException all = new BatchUpdateException(
                    withNumberInBatch(e.getMessage()), e.getSQLState(), e.getErrorCode(), failed, e.getCause());
            all.setNextException(e.getNextException());
            throw all;
        }
    }

    /** pgjdbc says "Batch entry 0 …" for the first entry of each statement. Counted is from the first statement. */
    private @Nullable String withNumberInBatch(@Nullable String message) {
        if (message == null || statementsDone == 0) {
            return message;
        }
        Matcher number = NUMBER.matcher(message);
        return number.find()
                ? message.substring(0, number.start())
                        + (Long.parseLong(number.group()) + statementsDone)
                        + message.substring(number.end())
                : message;
    }

    private void sendFullStatements(int limit) throws SQLException {
        int full = (counts.length - done) / limit;
        if (full > 0) {
            send(limit, full);
        }
    }

    /** Sends {@code statements} statements of {@code size} rows each. */
    private void send(int size, int statements) throws SQLException {
        try (PreparedStatement statement = text.anotherStatement(size == 1 ? single.text() : rows.text(size))) {
            int entry = done;
            for (int i = 0; i < statements; i++) {
                for (int row = 0; row < size; row++) {
                    entries.get(entry++).bindTo(statement, row * rows.parameters());
                }
                statement.addBatch();
            }
            long[] executed = execute(statement);
            if (returning != null) {
                returnedKeys.addAll(KeyRowReader.generatedKeys(returning, statement));
            }
            for (long count : executed) {
                // which of the rows were inserted is not known
                Arrays.fill(counts, done, done + size, size > 1 && count > 0 ? Statement.SUCCESS_NO_INFO : count);
                done += size;
            }
            statementsDone += statements;
        }
    }

    private long[] execute(PreparedStatement statement) throws SQLException {
        text.active().set(statement); // so that the application can cancel it
        long[] executed;
        try {
            executed = statement.executeLargeBatch();
        } catch (SQLException e) {
            try {
                showWarnings(statement);
            } catch (SQLException closed) {
                e.addSuppressed(closed);
            }
            throw e;
        } finally {
            text.active().set(visible);
        }
        showWarnings(statement);
        return executed;
    }

    private void showWarnings(PreparedStatement statement) throws SQLException {
        SQLWarning warnings = statement.getWarnings();
        if (warnings != null) {
            visible.unwrap(PgStatement.class).addWarning(warnings);
        }
    }
}
