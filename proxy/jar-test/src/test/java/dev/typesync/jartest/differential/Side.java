package dev.typesync.jartest.differential;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * One of the two connections. It runs the program, and records what the application sees. Both sides use random
 * generators with the same seed, so they run the same program.
 */
final class Side {
    private static final String IN_FAILED_TRANSACTION = "25P02";

    final Connection connection;
    private final Random random = new Random();
    private final long seed;
    private final Rendering rendering;
    private final List<String> seen = new ArrayList<>();
    private final Set<String> methods = new TreeSet<>();
    private final Operations operations = new Operations();
    private long calls;
    private boolean transactionFailed;

    Side(Connection connection, long seed, Rendering rendering) {
        this.connection = connection;
        this.seed = seed;
        this.rendering = rendering;
    }

    /** Seeds the generator for each step, so that a step does not depend on the number of values drawn before. */
    void beginStep(long step) {
        random.setSeed(new SplittableRandom(seed * 1_000_000_007L + step).nextLong());
        operations.beginStep(step);
    }

    /** A JDBC call with a result. */
    interface Call<T> {
        T run() throws Exception;
    }

    /** A JDBC call without a result. */
    interface Action {
        void run() throws Exception;
    }

    /** Makes the call, and records its result or exception. Returns null after an exception. */
    <T> T call(String method, Call<T> call) {
        methods.add(method);
        calls++;
        Instant begin = Instant.now();
        try {
            T result = call.run();
            operations.called(method, begin, Instant.now());
            note(method + " = " + rendering.value(result));
            return result;
        } catch (Exception e) {
            operations.called(method, begin, Instant.now());
            note(method + " ! " + rendering.exception(e));
            transactionFailed |= e instanceof SQLException sql && IN_FAILED_TRANSACTION.equals(sql.getSQLState());
            return null;
        }
    }

    /** Makes the call. Returns false after an exception. */
    boolean run(String method, Action action) {
        return call(method, () -> {
                    action.run();
                    return "done";
                })
                != null;
    }

    /** Makes the call, records everything in its result set, and closes it. */
    void rows(String method, Call<ResultSet> call) {
        ResultSet rows = call(method, call);
        if (rows != null) {
            readAll(rows);
        }
    }

    /** Records everything in the result set, and closes it. */
    void readAll(ResultSet rows) {
        call("ResultSet", () -> rendering.rows(rows));
        run("ResultSet.close", rows::close);
    }

    boolean isInTransaction() {
        try {
            return !connection.getAutoCommit()
                    || connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
        } catch (SQLException closed) {
            return false;
        }
    }

    /** Records a text that the next calls execute. */
    void sql(String sql) {
        seen.add(sql);
        operations.text(sql);
    }

    private void note(String line) {
        seen.add(line);
    }

    /** The calls so far, for the question which of them has changed a row. */
    Operations operations() {
        return operations;
    }

    /** Whether the server rejected a statement since the last call, because its transaction had failed. */
    boolean takeTransactionFailed() {
        boolean taken = transactionFailed;
        transactionFailed = false;
        return taken;
    }

    /** Returns what was recorded since the last call. */
    List<String> takeSeen() {
        List<String> taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }

    Set<String> methods() {
        return methods;
    }

    long calls() {
        return calls;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
