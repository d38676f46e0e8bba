package dev.typesync.pgjdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A list in a text file of this package: one entry a line; empty lines and lines that begin with # are comments. */
final class TextList {
    private TextList() {}

    static List<String> read(String name) {
        try (InputStream file = TextList.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException(name + " is not in this package");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
