package dev.typesync.corpus;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The distinct statements recorded so far, each with the framework that sent it first. Thread-safe. */
final class RecordedStatements {
    private final Map<String, String> frameworkBySql = new LinkedHashMap<>();

    synchronized void add(String framework, String sql) {
        frameworkBySql.putIfAbsent(StableText.of(sql), framework);
    }

    synchronized int countOf(String framework) {
        return (int) frameworkBySql.values().stream().filter(framework::equals).count();
    }

    /** Writes one JSON object a line, {@code {"framework":…,"sql":…}}, in the order of recording. */
    synchronized void write(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> entry : frameworkBySql.entrySet()) {
            Map<String, String> line = new LinkedHashMap<>();
            line.put("framework", entry.getValue());
            line.put("sql", entry.getKey());
            lines.add(json.writeValueAsString(line));
        }
        Files.write(file, lines);
    }
}
