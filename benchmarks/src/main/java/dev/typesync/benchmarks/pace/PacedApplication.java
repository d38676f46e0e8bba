package dev.typesync.benchmarks.pace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The application, in a JVM of its own: it updates random rows, one in each transaction, at a steady rate. A line of its
 * input is a run: the changes in a second, the milliseconds, and the milliseconds between two marks (0: none). A mark is
 * an update of row 1, whose new version and time are printed. It ends with its input.
 */
public final class PacedApplication {
    static final String READY = "ready";
    static final String MARK = "mark";
    private static final int ROWS = 50_000;

    private final PreparedStatement update;
    private final PreparedStatement mark;
    private final SplittableRandom random = new SplittableRandom(1);
    private int marks;

    private PacedApplication(Connection connection) throws SQLException {
        this.update = connection.prepareStatement("update item set version = version + 1 where id = ?");
        this.mark = connection.prepareStatement("update item set version = ? where id = 1");
    }

    /** The arguments are the URL, and those of a {@link DebeziumIndexer} if one is to run. */
    public static void main(String[] arguments) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(arguments[0]);
                BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            DebeziumIndexer indexer = arguments.length == 1
                    ? null
                    : DebeziumIndexer.start(Arrays.copyOfRange(arguments, 1, arguments.length));
            PacedApplication application = new PacedApplication(connection);
            System.out.println(READY);
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                String[] numbers = line.split(" ", 3);
                application.run(Integer.parseInt(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
            }
            if (indexer != null) {
                indexer.close();
            }
        }
        Runtime.getRuntime().exit(0); // Debezium leaves threads
    }

    /** Prints how many changes were made, and the percentiles of the time of an update in microseconds. */
    private void run(int rate, long millis, long markMillis) throws SQLException {
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
        long nextMark = markMillis == 0 ? Long.MAX_VALUE : start + TimeUnit.MILLISECONDS.toNanos(markMillis);
        long[] nanos = new long[(int) (rate * millis / 1000) + 1];
        int count = 0;
        while (System.nanoTime() < end) {
            long due = rate == 0 ? end : start + TimeUnit.SECONDS.toNanos(count + 1L) / rate;
            if (nextMark < due) {
                sleepUntil(nextMark);
                mark();
                nextMark += TimeUnit.MILLISECONDS.toNanos(markMillis);
            } else {
                sleepUntil(Math.min(due, end));
                if (rate > 0 && count < nanos.length) {
                    nanos[count++] = updateAny();
                }
            }
        }
        Arrays.sort(nanos, 0, count);
        System.out.println(count + " " + percentile(nanos, count, 50) + " " + percentile(nanos, count, 99));
    }

    private long updateAny() throws SQLException {
        long begun = System.nanoTime();
        update.setInt(1, 2 + random.nextInt(ROWS - 1));
        update.executeUpdate();
        return System.nanoTime() - begun;
    }

    private void mark() throws SQLException {
        mark.setInt(1, --marks);
        mark.executeUpdate();
        System.out.println(MARK + " " + marks + " " + System.nanoTime());
    }

    /** Not {@code sleep}, which takes whole milliseconds: changes would come in bursts. */
    private static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static long percentile(long[] sorted, int count, int percent) {
        return count == 0 ? 0 : TimeUnit.NANOSECONDS.toMicros(sorted[Math.min(count - 1, count * percent / 100)]);
    }
}
