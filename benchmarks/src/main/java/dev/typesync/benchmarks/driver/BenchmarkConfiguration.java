package dev.typesync.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with the configuration of typesync for a benchmark. */
record BenchmarkConfiguration(Path path) {
    /** Writes the file. The arguments are the values of the sections with these names. */
    static BenchmarkConfiguration write(String typesense, String delivery) throws IOException {
        Path file = Files.createTempFile("typesync-benchmark-", ".yaml");
        return new BenchmarkConfiguration(Files.writeString(file, """
                typesense: %s
                collections:
                  item: { fields: { changed: { unit: us } } }
                  arrival: { fields: { changed: { unit: us } } }
                  reading: {}
                delivery: %s
                """.formatted(typesense, delivery)));
    }

    void delete() throws IOException {
        Files.delete(path);
    }
}
