package dev.typesync.jartest.jar;

import dev.typesync.jdbc.TypesyncDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Runs in a JVM that has virtual threads. {@value #THREADS} of them write at the same time, on few connections. Prints
 * each event of a thread that was pinned to its carrier thread, except while the JDK loads a class. Arguments: the URL,
 * and a file for the recording.
 */
public final class VirtualThreads {
    static final int THREADS = 1000;
    static final int WARM_UP = 200;
    private static final int CONNECTIONS = 10;
    private static final String PINNED = "jdk.VirtualThreadPinned";

    private VirtualThreads() {}

    public static void main(String[] arguments) throws Exception {
        BlockingQueue<Connection> pool = new ArrayBlockingQueue<>(CONNECTIONS);
        for (int i = 0; i < CONNECTIONS; i++) {
            pool.add(DriverManager.getConnection(arguments[0]));
        }
        write(pool, 0, WARM_UP); // a thread is pinned while it loads or initializes a class, or waits for that
        try (Recording recording = new Recording()) {
            recording.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
            recording.start();
            write(pool, WARM_UP, WARM_UP + THREADS);
            recording.stop();
            printPinned(recording, Path.of(arguments[1]));
        }
        for (Connection connection : pool) {
            connection.close();
        }
        TypesyncDataSource dataSource = new TypesyncDataSource();
        dataSource.setUrl(arguments[0]);
        dataSource.awaitDelivered(Duration.ofMinutes(1));
        System.out.println("delivered");
    }

    private static void printPinned(Recording recording, Path file) throws IOException {
        recording.dump(file);
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().equals(PINNED) && !loadsAClass(event)) {
                System.out.println(event);
            }
        }
    }

    private static boolean loadsAClass(RecordedEvent event) {
        return event.getStackTrace() != null
                && event.getStackTrace().getFrames().stream()
                        .anyMatch(frame -> frame.getMethod().getType().getName().equals("java.lang.ClassLoader"));
    }

    /** Each number on a virtual thread of its own. */
    private static void write(BlockingQueue<Connection> pool, int from, int to) throws Exception {
        // the tests are compiled for Java 17, which has no such method
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        List<Future<?>> writers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            int number = i;
            writers.add(threads.submit(() -> {
                write(pool, number);
                return null;
            }));
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        threads.shutdown();
    }

    private static void write(BlockingQueue<Connection> pool, int number) throws Exception {
        Connection connection = pool.take();
        try (PreparedStatement insert = connection.prepareStatement("insert into products (name) values (?)");
                Statement update = connection.createStatement()) {
            insert.setString(1, "product " + number);
            insert.executeUpdate();
            update.executeUpdate("update products set name = name || '!' where name = 'product " + number + "'");
        } finally {
            pool.put(connection);
        }
    }
}
