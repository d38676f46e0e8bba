package dev.typesync.pgjdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How one test of pgjdbc ended.
 *
 * @param id JUnit's unique id, with the parameters of class and method
 * @param status SUCCESSFUL, FAILED, ABORTED by an assumption, or SKIPPED
 * @param method {@code class#method}
 */
record TestOutcome(String id, String status, String method, String reason) {
    boolean passed() {
        return status.equals("SUCCESSFUL");
    }

    boolean failed() {
        return status.equals("FAILED");
    }

    /** The outcome of a run without this test. */
    TestOutcome missing() {
        return new TestOutcome(id, "MISSING", method, "");
    }

    String line() {
        return String.join("\t", id, status, method, reason.replaceAll("\\s+", " "));
    }

    @Override
    public String toString() {
        return status + " " + id + " " + reason;
    }

    /** The outcomes of one run by their ids. */
    static Map<String, TestOutcome> read(Path file) throws IOException {
        Map<String, TestOutcome> outcomes = new TreeMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.map(line -> line.split("\t", 4))
                    .map(parts -> new TestOutcome(parts[0], parts[1], parts[2], parts[3]))
                    .forEach(outcome -> outcomes.put(outcome.id(), outcome));
        }
        return outcomes;
    }
}
