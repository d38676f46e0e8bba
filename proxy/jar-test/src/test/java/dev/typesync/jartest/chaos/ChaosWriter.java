package dev.typesync.jartest.chaos;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One thread of an application. It runs random transactions until it is stopped, and opens another connection when one
 * broke.
 */
final class ChaosWriter {
    /** The server ends, has crashed, starts, or is being promoted. With class 08 the connection is gone. */
    private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03", "25006");

    private static final long PAUSE_MILLIS = 20;
    private static final long RECONNECT_MILLIS = 200;

    private final String url;
    private final Random random;
    private final Form form;
    private final WriterCounts counts;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    private ChaosWriter(String url, long seed, Form form, WriterCounts counts) {
        this.url = url;
        this.random = new Random(seed);
        this.form = form;
        this.counts = counts;
        this.thread = new Thread(this::run, OwnThreads.PREFIX + "writer");
        thread.setDaemon(true);
    }

    static ChaosWriter start(String url, long seed, Form form, WriterCounts counts) {
        ChaosWriter writer = new ChaosWriter(url, seed, form, counts);
        writer.thread.start();
        return writer;
    }

    void stop() throws InterruptedException {
        stopped.countDown();
        thread.join();
    }

    private void run() {
        try {
            while (!stopped.await(RECONNECT_MILLIS, TimeUnit.MILLISECONDS)) {
                write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            Message.of(Message.Kind.WRONG, e).print();
            throw e;
        }
    }

    private void write() throws InterruptedException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setNetworkTimeout(Runnable::run, (int) ChaosLimits.STATEMENT_TIMEOUT.toMillis());
            ChaosTransactions transactions = new ChaosTransactions(connection, random, form, counts);
            while (!stopped.await(random.nextLong(PAUSE_MILLIS), TimeUnit.MILLISECONDS)) {
                transactions.any();
            }
        } catch (SQLException e) {
            Message.of(isServerGone(e) ? Message.Kind.DISCONNECTED : Message.Kind.WRONG, e)
                    .print();
        }
    }

    private static boolean isServerGone(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || SERVER_GONE.contains(state);
    }
}
