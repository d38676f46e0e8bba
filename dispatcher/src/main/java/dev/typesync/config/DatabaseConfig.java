package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How the replicator connects to the database. Immutable.
 *
 * @param url a plain JDBC URL; null: the URL of the application's first writing connection
 * @param schema name of the schema of typesync's own tables, unquoted
 */
public record DatabaseConfig(
        @Nullable String url,
        @Nullable String user,
        @Nullable Secret password,
        String schema) {

    static final String DEFAULT_SCHEMA = "typesync";

    public DatabaseConfig {
        requireNonNull(schema, "schema");
    }

    /** The application's own connection settings, and the schema {@code typesync}. */
    public static DatabaseConfig defaults() {
        return new DatabaseConfig(null, null, null, DEFAULT_SCHEMA);
    }

    /** A JDBC URL may contain a password in its parameters, so they are not printed. */
    @Override
    public String toString() {
        String shown = url == null ? "as the application" : url.replaceFirst("\\?.*", "?…");
        return "DatabaseConfig[url=" + shown + ", user=" + user + ", schema=" + schema + "]";
    }
}
