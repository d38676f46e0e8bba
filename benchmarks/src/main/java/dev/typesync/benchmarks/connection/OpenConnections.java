package dev.typesync.benchmarks.connection;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs in a JVM of its own: opens one connection, then more of them, and prints how long that took. */
public final class OpenConnections {
    private static final int LATER = 1500;

    private OpenConnections() {}

    /** Opens the connections; the argument is the URL. */
    public static void main(String[] arguments) throws SQLException {
        prepareJvm(arguments);
        String url = arguments[0];
        long first = open(url);
        long[] later = new long[LATER];
        for (int i = 0; i < LATER; i++) {
            later[i] = open(url);
        }
        Arrays.sort(later, LATER / 2, LATER);
        System.out.println(first + " " + later[LATER * 3 / 4]); // the second half, after the JVM has compiled the code
    }

    /**
     * Uses what every application has used before its first connection: lambdas, streams, records, string concatenation,
     * loggers. The JVM prepares them at the first use, which takes as long as a connection.
     */
    private static void prepareJvm(String[] arguments) {
        System.getLogger("application").log(Level.DEBUG, "starts with {0} arguments", arguments.length);
        Set<Word> words = Arrays.stream(arguments)
                .map(argument -> new Word(argument + "!", argument.length()))
                .filter(word -> word.length() > 0)
                .collect(Collectors.toSet());
        if (!words.contains(new Word(arguments[0] + "!", arguments[0].length()))) {
            throw new IllegalStateException("a set lost one of " + words);
        }
    }

    private record Word(String text, int length) {}

    private static long open(String url) throws SQLException {
        long start = System.nanoTime();
        Connection connection = DriverManager.getConnection(url);
        long nanos = System.nanoTime() - start;
        connection.close();
        return nanos;
    }
}
