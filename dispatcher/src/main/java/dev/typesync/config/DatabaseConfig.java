package dev.typesync.config;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How the replicator reaches the database. Immutable.
 *
 * @param url a plain JDBC URL; null: as the application's first writing connection
 * @param schema where typesync's own tables are, unquoted
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

    /** The application's own way to the database, and the schema {@code typesync}. */
    public static DatabaseConfig defaults() {
        return new DatabaseConfig(null, null, null, DEFAULT_SCHEMA);
    }

    /** A JDBC URL may carry a password behind its {@code ?}, so none of that is printed. */
    @Override
    public String toString() {
        String shown = url == null ? "as the application" : url.replaceFirst("\\?.*", "?…");
        return "DatabaseConfig[url=" + shown + ", user=" + user + ", schema=" + schema + "]";
    }
}
