package dev.typesync.replicator;

import dev.typesync.config.ConfigurationFile;
import dev.typesync.event.ChangeBus;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A replicator in a process of its own with a small heap, with typesync's default settings. The process ends when a
 * thread runs out of memory.
 */
final class SmallHeapProcess implements AutoCloseable {
    static final String DELIVERED = "delivered";

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream questions;

    private SmallHeapProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    static SmallHeapProcess start(Stage stage, String heap, Path directory, String... tables) throws IOException {
        Path configuration =
                directory.resolve("typesync-" + ThreadLocalRandom.current().nextLong() + ".yaml");
        StringBuilder yaml = new StringBuilder("typesense:\n  nodes: ['" + stage.typesense.url() + "']\n  apiKey: "
                + stage.typesense.apiKey() + "\n  collectionPrefix: " + stage.prefix
                + "\ndelivery: {reconcileInterval: 1s}\ncollections:\n");
        for (String table : tables) {
            yaml.append("  ").append(table).append(": {}\n");
        }
        Files.writeString(configuration, yaml);
        return new SmallHeapProcess(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        absoluteClassPath(),
                        SmallHeapProcess.class.getName(),
                        configuration.toString(),
                        stage.postgres.url(stage.database)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static String absoluteClassPath() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((left, right) -> left + File.pathSeparator + right)
                .orElseThrow();
    }

    /**
     * Waits until everything is delivered.
     *
     * @return the largest use of the heap directly after a garbage collection, in bytes
     */
    long awaitDelivered() throws IOException {
        questions.println(DELIVERED);
        String answer = answers.readLine();
        if (answer == null || !answer.matches("\\d+")) {
            throw new AssertionError(
                    "the process has ended with " + process.onExit().join().exitValue() + ": " + answer);
        }
        return Long.parseLong(answer);
    }

    @Override
    public void close() {
        questions.close();
        process.onExit().join();
    }

    /** Answers each line of its input when everything is delivered, and ends with its input. */
    public static void main(String[] arguments) throws Exception {
        try (BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                Replicator replicator = Replicator.start(
                        ConfigurationFile.load(arguments[0]),
                        () -> DriverManager.getConnection(arguments[1]),
                        new ChangeBus())) {
            while (questions.readLine() != null) {
                replicator.awaitDelivered(Duration.ofMinutes(30));
                System.out.println(usedAfterCollection());
            }
        }
    }

    /** The sum over the pools of the heap; each reports its use after its last collection. */
    private static long usedAfterCollection() {
        System.gc();
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage usage = pool.getCollectionUsage();
            if (pool.getType() == MemoryType.HEAP && usage != null) {
                used += usage.getUsed();
            }
        }
        return used;
    }
}
