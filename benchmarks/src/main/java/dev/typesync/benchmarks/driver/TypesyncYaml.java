package dev.typesync.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that tells typesync which tables are replicated. */
record TypesyncYaml(Path path) {
    /** What is given are the values of the blocks of these names. */
    static TypesyncYaml write(String typesense, String delivery) throws IOException {
        Path file = Files.createTempFile("typesync-benchmark-", ".yaml");
        return new TypesyncYaml(Files.writeString(file, """
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
