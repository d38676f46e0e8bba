package dev.typesync.jartest.chaos;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * An application, in a JVM of its own. The arguments are URL, seed and form. It prints a {@link Message} a line.
 *
 * <p>It obeys one word a line: {@code connect} opens the first connection, {@code write} starts the writers, {@code
 * stop} ends them, and the end of the input ends the program.
 */
public final class ChaosProgram {
    /** Few, since several programs share the machine. */
    private static final int WRITERS = 2;

    private final String url;
    private final long seed;
    private final Form form;
    private final OwnThreads threads = OwnThreads.now();
    private final WriterCounts counts = new WriterCounts();
    private final List<ChaosWriter> writers = new ArrayList<>();

    private int started;
    private boolean tooManyThreads;

    private ChaosProgram(String[] arguments) {
        url = arguments[0];
        seed = Long.parseLong(arguments[1]);
        form = Form.valueOf(arguments[2]);
    }

    public static void main(String[] arguments) throws Exception {
        ChaosProgram program = new ChaosProgram(arguments);
        ScheduledExecutorService progress =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, OwnThreads.PREFIX + "progress"));
        var unused = progress.scheduleAtFixedRate(program::report, 250, 250, TimeUnit.MILLISECONDS);
        try {
            program.obey();
        } finally {
            progress.shutdownNow(); // its thread would keep the JVM running
        }
    }

    private void obey() throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = input.readLine(); command != null; command = input.readLine()) {
            switch (command) {
                case "connect" -> connect();
                case "write" -> startWriters();
                case "stop" -> stopWriters();
                default -> throw new IllegalArgumentException(command);
            }
        }
    }

    private void connect() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            Message.of(Message.Kind.CONNECTED, connection.getCatalog()).print();
        }
    }

    private void startWriters() {
        for (int i = 0; i < WRITERS; i++) {
            writers.add(ChaosWriter.start(url, seed * 1_000 + started++, form, counts));
        }
    }

    private void stopWriters() throws InterruptedException {
        for (ChaosWriter writer : writers) {
            writer.stop();
        }
        writers.clear();
        Message.of(Message.Kind.STOPPED, counts.statements()).print();
    }

    private void report() {
        Runtime runtime = Runtime.getRuntime();
        List<String> names = threads.ofTypesync();
        long heap = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
        Message.of(
                        Message.Kind.PROGRESS,
                        new Message.Progress(counts.statements(), counts.rollbacks(), names.size(), heap))
                .print();
        if (names.size() > ChaosLimits.THREADS && !tooManyThreads) {
            tooManyThreads = true;
            Message.of(Message.Kind.WRONG, names.size() + " threads: " + names).print();
        }
    }
}
