package dev.typesync.benchmarks.connection;

import dev.typesync.testkit.Deployment;
import dev.typesync.testkit.SharedServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Compares the first connection of a JVM, and later ones, with those of pgjdbc alone. The tables, typesync's objects and
 * the collections exist. Both kinds of JVM take turns; the medians are printed as Markdown, in milliseconds.
 */
public final class ConnectionBenchmark {
    private static final String DDL = "create table books (id int primary key, title text);"
            + " insert into books select n, 'title ' || n from generate_series(1, 1000) n";

    private record Sample(long first, long later) {}

    private ConnectionBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("typesync-connections-");
        Deployment shop = Deployment.create(
                SharedServers.postgres(), SharedServers.typesense(), directory, DDL, "collections: { books: {} }\n");
        run(shop.url()); // makes the objects and the collection
        List<Sample> bare = new ArrayList<>();
        List<Sample> typesync = new ArrayList<>();
        for (int round = 0; round < Integer.getInteger("rounds", 9); round++) {
            bare.add(run(shop.plainUrl()));
            typesync.add(run(shop.url()));
        }
        System.out.println("| connection | pgjdbc | typesync | difference |\n|---|---|---|---|");
        System.out.println(line("first", median(bare, true), median(typesync, true)));
        System.out.println(line("later", median(bare, false), median(typesync, false)));
        Files.delete(shop.configuration());
        Files.delete(directory);
        System.exit(0); // the servers end with this JVM
    }

    private static String line(String name, double bare, double typesync) {
        return String.format(Locale.ROOT, "| %s | %.2f | %.2f | %.2f |", name, bare, typesync, typesync - bare);
    }

    private static double median(List<Sample> samples, boolean first) {
        long[] nanos = samples.stream()
                .mapToLong(sample -> first ? sample.first() : sample.later())
                .sorted()
                .toArray();
        return nanos[nanos.length / 2] / 1e6;
    }

    private static Sample run(String url) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpenConnections.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the JVM that opens connections has failed: " + output);
        }
        long[] nanos = Arrays.stream(output.strip().split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        return new Sample(nanos[0], nanos[1]);
    }
}
