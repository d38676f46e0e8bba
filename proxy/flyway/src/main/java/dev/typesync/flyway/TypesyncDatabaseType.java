package dev.typesync.flyway;

import java.sql.Connection;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;

/**
 * Names the driver of a URL with typesync's prefix to Flyway. Flyway looks for a type twice: by the URL, to find the
 * driver, and by the connection, to find everything else. This type answers only the first question. Once connected,
 * Flyway therefore works with its own type for PostgreSQL.
 *
 * <p>Stateless. Works with Flyway 10 and later: Flyway 9 has its types in other packages.
 */
public final class TypesyncDatabaseType extends PostgreSQLDatabaseType {
    private static final String PREFIX = "jdbc:typesync:";

    /** For the {@link java.util.ServiceLoader}. */
    public TypesyncDatabaseType() {}

    /** The URL after the prefix must be one that Flyway's type for PostgreSQL handles. */
    @Override
    public boolean handlesJDBCUrl(String url) {
        return url.startsWith(PREFIX) && super.handlesJDBCUrl("jdbc:" + url.substring(PREFIX.length()));
    }

    @Override
    public String getDriverClass(String url, ClassLoader classLoader) {
        return "dev.typesync.jdbc.TypesyncDriver";
    }

    @Override
    public boolean handlesDatabaseProductNameAndVersion(String name, String version, Connection connection) {
        return false;
    }
}
