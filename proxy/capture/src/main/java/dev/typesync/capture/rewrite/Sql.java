package dev.typesync.capture.rewrite;

import java.util.Collection;
import java.util.stream.Collectors;

/** Quoting for the texts that capture writes itself. */
public final class Sql {
    private Sql() {}

    /** Always in quotes: the text is right whatever the server's key words are. */
    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A string constant that reads the same whatever standard_conforming_strings says. */
    public static String literal(String value) {
        String doubled = value.replace("'", "''");
        return value.indexOf('\\') < 0 ? "'" + doubled + "'" : " E'" + doubled.replace("\\", "\\\\") + "'";
    }

    public static String literals(Collection<String> values) {
        return values.stream().map(Sql::literal).collect(Collectors.joining(", "));
    }

    public static String oids(Collection<Long> oids) {
        return oids.isEmpty() ? "0" : oids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
