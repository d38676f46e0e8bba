package dev.typesync.benchmarks.delivery;

import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.TypesenseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line about the machine and the versions. */
public final class Machine {
    private static final Pattern PROCESSOR = Pattern.compile("model name\\s*: (.+)");
    private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s*(\\d+) kB");
    private static final Pattern VERSION = Pattern.compile("\"version\":\\s*\"([^\"]+)\"");

    private Machine() {}

    public static String describe(PostgresServer postgres, TypesenseServer typesense) throws IOException, SQLException {
        try (Connection connection = postgres.connect("postgres")) {
            return "%n%d processors (%s), %d MB, OpenJDK %s, PostgreSQL %s, Typesense %s, pgjdbc %s.%n%n"
                    .formatted(
                            Runtime.getRuntime().availableProcessors(),
                            first(PROCESSOR, Files.readString(Path.of("/proc/cpuinfo"))),
                            Long.parseLong(first(MEMORY, Files.readString(Path.of("/proc/meminfo")))) / 1024,
                            System.getProperty("java.version"),
                            connection.getMetaData().getDatabaseProductVersion(),
                            first(
                                    VERSION,
                                    typesense.request("GET", "/debug", null).body()),
                            connection.getMetaData().getDriverVersion());
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("nothing like " + pattern + " in: " + text);
        }
        return matcher.group(1);
    }
}
