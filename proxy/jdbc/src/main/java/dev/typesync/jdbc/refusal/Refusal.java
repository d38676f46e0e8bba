package dev.typesync.jdbc.refusal;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error of typesync's own at the opening of a connection: of options, configuration or rights. Immutable.
 *
 * <p>The last one of this JVM is kept, as text and not as an exception, which would keep classes of the application.
 * Hibernate is the reason: it logs the exception, goes on without the database, and fails with an error that says
 * nothing of it.
 *
 * @param message begins with {@code typesync:} and names the remedy
 * @param sqlState one of PostgreSQL's
 */
public record Refusal(String message, String sqlState) {
    public static final String INSUFFICIENT_PRIVILEGE = "42501";
    public static final String CONFIG_FILE_ERROR = "F0000";
    public static final String INVALID_PARAMETER_VALUE = "22023";
    public static final String UNABLE_TO_ESTABLISH_CONNECTION = "08001";

    private static final String PREFIX = "typesync: ";

    private static volatile @Nullable Refusal latest;

    /** The exception that the application gets. */
    public static SQLException exception(String message, String sqlState, @Nullable Throwable cause) {
        Refusal refusal = new Refusal(PREFIX + message, sqlState);
        latest = refusal;
        return new SQLException(refusal.message(), sqlState, cause);
    }

    /** The refusal that an exception or one of its causes is; empty if there is none. */
    public static Optional<Refusal> in(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String message = each.getMessage();
            if (each instanceof SQLException error && message != null && message.startsWith(PREFIX)) {
                return Optional.of(new Refusal(message, String.valueOf(error.getSQLState())));
            }
        }
        return Optional.empty();
    }

    /** The last refusal in this JVM. */
    public static Optional<Refusal> latest() {
        return Optional.ofNullable(latest);
    }
}
