package dev.typesync.liquibase;

import liquibase.database.DatabaseConnection;
import liquibase.database.core.PostgresDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Names the driver of a URL with typesync's prefix to Liquibase. Liquibase asks all databases for the driver of a URL,
 * and then asks all of them whether a connection is theirs. This database answers only the first question. Once
 * connected, Liquibase therefore works with its own database for PostgreSQL, and {@code dbms: postgresql} holds.
 *
 * <p>Stateless. Built with Liquibase 4.29, tested with 4.33.
 */
public final class TypesyncDatabase extends PostgresDatabase {
    private static final String PREFIX = "jdbc:typesync:";

    /** For the {@link java.util.ServiceLoader}. */
    public TypesyncDatabase() {}

    /** A name of its own: of databases with the same name, Liquibase asks only one. */
    @Override
    public String getShortName() {
        return "typesync";
    }

    /** The URL after the prefix must be one that Liquibase's database for PostgreSQL knows. */
    @Override
    public @Nullable String getDefaultDriver(String url) {
        boolean ours =
                url.startsWith(PREFIX) && super.getDefaultDriver("jdbc:" + url.substring(PREFIX.length())) != null;
        return ours ? "dev.typesync.jdbc.TypesyncDriver" : null;
    }

    @Override
    public boolean isCorrectDatabaseImplementation(DatabaseConnection connection) {
        return false;
    }
}
