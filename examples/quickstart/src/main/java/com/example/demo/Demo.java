package com.example.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.example.cities.CityFile;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/**
 * Runs the ordinary program {@code CityApp} twice, with a plain JDBC URL and with {@code typesync:} in it, and asks the
 * search after each of its steps. Ends with 1 where the search does not answer what it must.
 */
public final class Demo {
    private static final String PROGRAM = "com.example.cities.CityApp";

    private final Servers servers;
    private final SearchIndex index;
    private final File cities;
    private final PrintStream output;

    private Demo(Servers servers, File cities, PrintStream output) {
        this.servers = servers;
        this.index = new SearchIndex(servers.typesenseUrl(), servers.apiKey());
        this.cities = cities;
        this.output = output;
    }

    /** Arguments: the file of cities, and the class path with the testkit. {@code KEEP=1} leaves the servers up. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream output = new PrintStream(System.out, true, UTF_8);
        try (Servers servers = Servers.start(arguments[1])) {
            new Demo(servers, new File(arguments[0]), output).run("1".equals(System.getenv("KEEP")));
        } catch (UnexpectedAnswer | IOException e) {
            output.println("\nFAILED: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run(boolean keep) throws IOException, InterruptedException, UnexpectedAnswer {
        output.println("Cities: GeoNames (https://www.geonames.org), CC BY 4.0.");
        long start = System.nanoTime();
        withPlainUrl();
        withPrefix();
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        output.println("\nEverything is as it must be, after " + seconds + " s.");
        if (keep) {
            keep();
        } else {
            index.drop();
        }
    }

    private void withPlainUrl() throws IOException, InterruptedException, UnexpectedAnswer {
        NightlyBatch batch = new NightlyBatch(index);
        try (LineProcess program = start(servers.createDatabase())) {
            Run run = new Run(program, index, output);
            run.perform(Story.LOAD);
            output.println("    (without typesync the index is filled by a batch job, once)");
            batch.run(CityFile.read(cities));
            run.awaitAnswers(Story.LOAD, System.nanoTime());
            for (Step step : Story.CHANGES) {
                run.stayStale(step);
            }
            run.stayRight(Story.ROLLED_BACK);
            run.stayStale(Story.WHILE_DOWN);
            run.stayStale(Story.DELETED);
        }
        index.drop();
    }

    private void withPrefix() throws IOException, InterruptedException, UnexpectedAnswer {
        try (LineProcess program = start(prefixed(servers.createDatabase()))) {
            Run run = new Run(program, index, output);
            run.follow(Story.LOAD);
            for (Step step : Story.CHANGES) {
                run.follow(step);
            }
            run.stayRight(Story.ROLLED_BACK);
            overACrash(run);
            run.follow(Story.DELETED);
        }
    }

    private void overACrash(Run run) throws IOException, InterruptedException, UnexpectedAnswer {
        if (!servers.killTypesense()) {
            output.println("\n(Typesense is yours, by TYPESENSE_URL: it is not killed.)");
            run.follow(Story.WHILE_DOWN);
            return;
        }
        output.println("\nTypesense is killed with -9. The program does not notice:");
        run.perform(Story.WHILE_DOWN);
        run.look(Story.WHILE_DOWN);
        output.println("\nTypesense is started again. The index catches up:");
        servers.restartTypesense();
        run.awaitAnswers(Story.WHILE_DOWN, System.nanoTime());
    }

    private LineProcess start(String jdbcUrl) throws IOException {
        output.println("\n=== java CityApp " + jdbcUrl);
        Map<String, String> environment =
                Map.of("TYPESENSE_URL", servers.typesenseUrl(), "TYPESENSE_API_KEY", servers.apiKey());
        return LineProcess.java(System.getProperty("java.class.path"), PROGRAM, environment, jdbcUrl, cities.getPath());
    }

    private static String prefixed(String jdbcUrl) {
        return jdbcUrl.replaceFirst("^jdbc:", "jdbc:typesync:");
    }

    private void keep() throws IOException {
        output.println("\nThe servers stay until `kill " + servers.keep() + "`. Try:");
        Story.LOAD.expectations().stream()
                .map(Expectation::search)
                .skip(1)
                .forEach(search -> output.println(index.curl(search)));
    }
}
