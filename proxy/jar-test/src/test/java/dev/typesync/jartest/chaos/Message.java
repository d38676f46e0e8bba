package dev.typesync.jartest.chaos;

import java.sql.SQLException;
import java.util.Arrays;

/**
 * One line from {@link ChaosProgram} to the test.
 *
 * @param millis the time of day
 * @param text without line ends
 */
record Message(Kind kind, long millis, String text) {
    enum Kind {
        /** The first connection was opened. */
        CONNECTED,
        /** A connection broke, or none could be opened. The text is the SQLState and the message. */
        DISCONNECTED,
        /** A statement failed for a reason that no database without typesync has. */
        WRONG,
        /** The text is a {@link Progress}. */
        PROGRESS,
        /** All writers have ended. */
        STOPPED
    }

    /** What a program has done and uses: the statements of its transactions, and what its JVM holds. */
    record Progress(long statements, long rollbacks, int threadsOfTypesync, long heapMegabytes) {
        static Progress parse(String text) {
            String[] numbers = text.split(" ", 4);
            return new Progress(
                    Long.parseLong(numbers[0]),
                    Long.parseLong(numbers[1]),
                    Integer.parseInt(numbers[2]),
                    Long.parseLong(numbers[3]));
        }

        @Override
        public String toString() {
            return statements + " " + rollbacks + " " + threadsOfTypesync + " " + heapMegabytes;
        }
    }

    static Message of(Kind kind, Object text) {
        return new Message(kind, System.currentTimeMillis(), text.toString().replaceAll("\\R", " | "));
    }

    static Message of(Kind kind, SQLException e) {
        return of(kind, e.getSQLState() + " " + e);
    }

    /** Any other text is from the JVM, which is about to end. */
    static Message parse(String line) {
        String[] parts = line.split(" ", 3);
        if (Arrays.stream(Kind.values()).noneMatch(kind -> kind.name().equals(parts[0]))) {
            return of(Kind.WRONG, line);
        }
        return new Message(Kind.valueOf(parts[0]), Long.parseLong(parts[1]), parts[2]);
    }

    void print() {
        System.out.println(kind + " " + millis + " " + text);
    }
}
