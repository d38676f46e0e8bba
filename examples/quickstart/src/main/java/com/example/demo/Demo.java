package com.example.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.example.cities.CityFile;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/**
 * Runs the ordinary program {@code CityApp} twice, with a plain JDBC URL and with {@code typesync:} in the URL, and
 * searches after each step. Ends with exit code 1 if the search gives a wrong answer.
 */
public final class Demo {
    private static final String PROGRAM = "com.example.cities.CityApp";

    private final String serversClassPath;
    private final File cities;
    private final PrintStream output;

    private Demo(String serversClassPath, File cities, PrintStream output) {
        this.serversClassPath = serversClassPath;
        this.cities = cities;
        this.output = output;
    }

    /**
     * Arguments: the file of cities and the class path of the testkit. With {@code KEEP=1} the servers keep running.
     */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream output = new PrintStream(System.out, true, UTF_8);
        try {
            new Demo(arguments[1], new File(arguments[0]), output).run("1".equals(System.getenv("KEEP")));
        } catch (UnexpectedAnswer | IOException e) {
            output.println("\nFAILED: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Each run has its own servers, so that it starts without data of the other run. */
    private void run(boolean keep) throws IOException, InterruptedException, UnexpectedAnswer {
        output.println("Cities: GeoNames (https://www.geonames.org), CC BY 4.0.");
        long start = System.nanoTime();
        try (Servers servers = Servers.start(serversClassPath)) {
            withPlainUrl(servers);
            servers.index().drop();
        }
        try (Servers servers = Servers.start(serversClassPath)) {
            withPrefix(servers);
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            output.println("\nAll answers are correct, after " + seconds + " s.");
            if (keep) {
                keep(servers);
            } else {
                servers.index().drop();
            }
        }
    }

    private void withPlainUrl(Servers servers) throws IOException, InterruptedException, UnexpectedAnswer {
        try (LineProcess program = start(servers, servers.createDatabase())) {
            Run run = new Run(program, servers.index(), output);
            run.perform(Story.LOAD);
            output.println("    (without typesync a batch job fills the index once)");
            new NightlyBatch(servers.index()).run(CityFile.read(cities));
            run.awaitAnswers(Story.LOAD, System.nanoTime());
            for (Step step : Story.CHANGES) {
                run.performAndExpectStaleAnswers(step);
            }
            run.performAndExpectUnchangedAnswers(Story.ROLLED_BACK);
            run.performAndExpectStaleAnswers(Story.WHILE_DOWN);
            run.performAndExpectStaleAnswers(Story.DELETED);
        }
    }

    private void withPrefix(Servers servers) throws IOException, InterruptedException, UnexpectedAnswer {
        try (LineProcess program = start(servers, prefixed(servers.createDatabase()))) {
            Run run = new Run(program, servers.index(), output);
            run.performAndAwaitAnswers(Story.LOAD);
            for (Step step : Story.CHANGES) {
                run.performAndAwaitAnswers(step);
            }
            run.performAndExpectUnchangedAnswers(Story.ROLLED_BACK);
            crashTypesense(servers, run);
            run.performAndAwaitAnswers(Story.DELETED);
        }
    }

    private void crashTypesense(Servers servers, Run run) throws IOException, InterruptedException, UnexpectedAnswer {
        if (!servers.killTypesense()) {
            output.println("\n(Typesense is the server of TYPESENSE_URL, so it is not killed.)");
            run.performAndAwaitAnswers(Story.WHILE_DOWN);
            return;
        }
        output.println("\nTypesense is killed with kill -9. The program is not affected:");
        run.perform(Story.WHILE_DOWN);
        run.printAnswers(Story.WHILE_DOWN);
        output.println("\nTypesense is started again. The index catches up:");
        servers.restartTypesense();
        run.awaitAnswers(Story.WHILE_DOWN, System.nanoTime());
    }

    private LineProcess start(Servers servers, String jdbcUrl) throws IOException {
        output.println("\n=== java CityApp " + jdbcUrl);
        Map<String, String> environment = Map.of(
                "TYPESENSE_URL",
                servers.index().url(),
                "TYPESENSE_API_KEY",
                servers.index().apiKey());
        return LineProcess.java(System.getProperty("java.class.path"), PROGRAM, environment, jdbcUrl, cities.getPath());
    }

    private static String prefixed(String jdbcUrl) {
        return jdbcUrl.replaceFirst("^jdbc:", "jdbc:typesync:");
    }

    private void keep(Servers servers) throws IOException {
        output.println("\nThe servers run until `kill " + servers.keep() + "`. Try:");
        Story.LOAD.expectations().stream()
                .map(Expectation::search)
                .skip(1)
                .forEach(search -> output.println(servers.index().curl(search)));
    }
}
