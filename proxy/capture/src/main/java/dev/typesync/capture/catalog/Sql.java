package dev.typesync.capture.catalog;

import java.util.Collection;
import java.util.stream.Collectors;

/** Quoting for the SQL that capture writes itself. */
public final class Sql {
    private Sql() {}

    /** Always quoted: then the text does not depend on the server's key words. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A string constant that means the same with standard_conforming_strings on and off. */
    public static String literal(String value) {
        String doubled = value.replace("'", "''");
        return value.indexOf('\\') < 0 ? "'" + doubled + "'" : " E'" + doubled.replace("\\", "\\\\") + "'";
    }

    static String literals(Collection<String> values) {
        return values.stream().map(Sql::literal).collect(Collectors.joining(", "));
    }

    /** A list for {@code in (…)}; no relation has the oid 0 of an empty one. */
    public static String oids(Collection<Long> oids) {
        return oids.isEmpty() ? "0" : oids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
