package dev.typesync.benchmarks.pace;

import dev.typesync.benchmarks.delivery.CpuTime;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.TypesenseServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One way to keep the index equal, with servers and an application of its own. Used by one thread. */
final class PaceLane implements AutoCloseable {
    private static final Pattern FOUND = Pattern.compile("\"found\":\\s*(\\d+)");
    private static final String LOGGING = "java.util.logging.config.file";

    /** The last changes of a run are delivered in this time, and counted. */
    private static final Duration TAIL = Duration.ofMillis(500);

    private final String name;
    private final PostgresServer postgres;
    private final String plainUrl;
    private final TypesenseServer typesense;
    private final Process process;
    private final Writer input;
    private final BufferedReader output;

    private PaceLane(
            String name, PostgresServer postgres, String plainUrl, TypesenseServer typesense, Process process) {
        this.name = name;
        this.plainUrl = plainUrl;
        this.postgres = postgres;
        this.typesense = typesense;
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** @param arguments of the {@link PacedApplication} */
    static PaceLane start(
            String name,
            PostgresServer postgres,
            String plainUrl,
            TypesenseServer typesense,
            String classPath,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-D" + LOGGING + "=" + System.getProperty(LOGGING, ""),
                "-cp",
                classPath,
                PacedApplication.class.getName()));
        command.addAll(Arrays.asList(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        PaceLane lane = new PaceLane(name, postgres, plainUrl, typesense, process);
        String line = lane.readLine();
        while (!line.equals(PacedApplication.READY)) {
            line = lane.readLine();
        }
        return lane;
    }

    String name() {
        return name;
    }

    TypesenseServer typesense() {
        return typesense;
    }

    /** One run at a rate, without marks. */
    PaceRun run(int rate, Duration length) throws IOException, InterruptedException {
        long[] before = millis();
        long begun = System.nanoTime();
        send(rate, length, Duration.ZERO);
        String[] numbers = readLine().split(" ", 3);
        requireRate(Long.parseLong(numbers[0]), rate * length.toMillis() / 1000);
        TimeUnit.NANOSECONDS.sleep(TAIL.toNanos());
        double seconds = (System.nanoTime() - begun) / 1e9;
        long[] after = millis();
        double[] percent = new double[before.length];
        Arrays.setAll(percent, i -> (after[i] - before[i]) / seconds / 10);
        return new PaceRun(
                percent[0], percent[1], percent[2], Long.parseLong(numbers[1]) / 1e3, Long.parseLong(numbers[2]) / 1e3);
    }

    /** Throws an IllegalStateException unless the index has as many changed documents as the table has changed rows. */
    void requireEqual(String collection) throws SQLException {
        String path = "/collections/" + collection + "/documents/search?q=*&per_page=0&filter_by=version:!=0";
        Matcher documents = FOUND.matcher(typesense.request("GET", path, null).body());
        try (Connection connection = DriverManager.getConnection(plainUrl);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from item where version <> 0")) {
            rows.next();
            if (!documents.find() || Long.parseLong(documents.group(1)) != rows.getLong(1)) {
                throw new IllegalStateException(name + " has not delivered all changes");
            }
        }
    }

    /** Milliseconds from the COMMIT of each mark until the search found it. */
    List<Double> visibleAfter(int rate, Duration length, Duration pause, String collection)
            throws IOException, InterruptedException {
        try (MarkWatcher watcher = MarkWatcher.start(typesense, collection)) {
            send(rate, length, pause);
            List<Double> times = new ArrayList<>();
            String line = readLine();
            while (line.startsWith(PacedApplication.MARK)) {
                String[] mark = line.split(" ", 3);
                times.add((watcher.foundNanos(Integer.parseInt(mark[1])) - Long.parseLong(mark[2])) / 1e6);
                line = readLine();
            }
            return times;
        }
    }

    private void requireRate(long changes, long expected) {
        if (changes < expected * 99 / 100) {
            throw new IllegalStateException(name + " made only " + changes + " of " + expected + " changes");
        }
    }

    private long[] millis() throws IOException {
        return new long[] {CpuTime.of(process.pid()), CpuTime.ofTree(postgres.pid()), CpuTime.of(typesense.pid())};
    }

    private void send(int rate, Duration length, Duration pause) throws IOException {
        input.write(Stream.of((long) rate, length.toMillis(), pause.toMillis())
                        .map(String::valueOf)
                        .reduce((all, next) -> all + " " + next)
                        .orElseThrow()
                + "\n");
        input.flush();
    }

    private String readLine() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IllegalStateException("the application of " + name + " has ended");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        input.close();
        process.onExit().join();
        typesense.close();
        postgres.close();
    }
}
