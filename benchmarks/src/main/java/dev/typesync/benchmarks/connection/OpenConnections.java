package dev.typesync.benchmarks.connection;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;

/** Runs in a JVM of its own: opens one connection, then more of them, and prints how long that took. */
public final class OpenConnections {
    private static final int LATER = 1500;

    private OpenConnections() {}

    /** Opens the connections; the argument is the URL. */
    public static void main(String[] arguments) throws SQLException {
        String url = arguments[0];
        long first = open(url);
        long[] later = new long[LATER];
        for (int i = 0; i < LATER; i++) {
            later[i] = open(url);
        }
        Arrays.sort(later, LATER / 2, LATER);
        System.out.println(first + " " + later[LATER * 3 / 4]); // the second half, after the JVM has compiled the code
    }

    private static long open(String url) throws SQLException {
        long start = System.nanoTime();
        Connection connection = DriverManager.getConnection(url);
        long nanos = System.nanoTime() - start;
        connection.close();
        return nanos;
    }
}
