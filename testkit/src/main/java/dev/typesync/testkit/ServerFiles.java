package dev.typesync.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of one server, with its data and its log. */
record ServerFiles(Path directory) {
    static ServerFiles create(String prefix) {
        return new ServerFiles(Watchdog.guardedDirectory(prefix));
    }

    Path data() {
        return directory.resolve("data");
    }

    Path log() {
        return directory.resolve("server.log");
    }

    /** The last lines of the log, for messages about a server that did not start. */
    String lastLogLines() {
        try {
            List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(" + log() + " cannot be read: " + e + ")";
        }
    }

    private Path copy() {
        return directory.resolve("copy");
    }

    /** Copies the data with owners and modes, in place of an earlier copy. The server must have ended. */
    void copyData() {
        if (Files.exists(copy())) {
            delete(copy());
        }
        try {
            Process process = new ProcessBuilder("cp", "-a", data().toString(), copy().toString())
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("cp " + data() + " ended with " + process.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the data was copied", e);
        }
    }

    /** The server must have ended. */
    void replaceDataByCopy() {
        delete(data());
        try {
            Files.move(copy(), data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the directory. The server must have ended. */
    void delete() {
        delete(directory);
    }

    private static void delete(Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
