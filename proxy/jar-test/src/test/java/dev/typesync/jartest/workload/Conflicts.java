package dev.typesync.jartest.workload;

import java.sql.SQLException;
import java.util.Set;

/** Errors that concurrent writes or random keys may cause. Any other error fails the test. */
public final class Conflicts {
    private static final Set<String> EXPECTED_STATES = Set.of("23505", "40P01", "40001", "25P02");

    private Conflicts() {}

    /** Statements of a workload. */
    @FunctionalInterface
    public interface Work {
        void run() throws SQLException;
    }

    /** Runs the work, and returns false if there was a conflict. */
    public static boolean expected(Work work) throws SQLException {
        try {
            work.run();
            return true;
        } catch (SQLException e) {
            if (!EXPECTED_STATES.contains(rootState(e))) {
                throw e;
            }
            return false;
        }
    }

    private static String rootState(SQLException e) {
        SQLException last = e;
        while (last.getNextException() != null) {
            last = last.getNextException();
        }
        return String.valueOf(last.getSQLState());
    }
}
