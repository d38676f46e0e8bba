package dev.typesync.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cases in {@code src/test/resources/corpus}: {@code SQL ==> plan}, one a line. In the SQL, {@code ⏎} is a newline,
 * {@code ␍} a carriage return and {@code ⇥} a tab. {@code [a,b]} before it names the key columns; the default is
 * {@code id}. {@link PlanText} writes the plan, with {@code ?} for keys that the text does not name.
 */
public final class Corpus {
    static final List<String> FILES =
            List.of("golden", "insert", "update", "delete", "with", "other", "lexical", "keys", "frameworks");

    private Corpus() {}

    public record Case(String file, int line, String sql, List<String> key, String plan) {
        @Override
        public String toString() {
            return file + ":" + line + " " + sql.replace('\n', ' ');
        }
    }

    public static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String file : FILES) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (!line.isBlank() && !line.startsWith("#")) {
                    cases.add(parse(file, i + 1, line));
                }
            }
        }
        return cases;
    }

    private static List<String> lines(String file) {
        try (InputStream in = Corpus.class.getResourceAsStream("/corpus/" + file + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("no corpus file " + file);
            }
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case parse(String file, int number, String line) {
        int arrow = line.lastIndexOf(" ==> ");
        if (arrow < 0) {
            throw new IllegalStateException(file + ":" + number + " has no ==>");
        }
        String sql = line.substring(0, arrow);
        List<String> key = List.of("id");
        if (sql.startsWith("[")) {
            int close = sql.indexOf("] ");
            key = Arrays.asList(sql.substring(1, close).split(","));
            sql = sql.substring(close + 2);
        }
        String text = sql.replace('⏎', '\n').replace('␍', '\r').replace('⇥', '\t');
        return new Case(file, number, text, key, line.substring(arrow + 5));
    }
}
