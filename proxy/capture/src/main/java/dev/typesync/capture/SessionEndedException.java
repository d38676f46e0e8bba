package dev.typesync.capture;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A question failed for a reason that ends the application's statement too: the connection is lost, or the application
 * has canceled the statement while the question was asked. The application gets the driver's error, as it would without
 * typesync; this exception itself never reaches it.
 */
public final class SessionEndedException extends SQLException {
    private static final long serialVersionUID = 1L;

    private final @Nullable SQLException error;

    /** @param error the driver's error; null: the connection was closed before, so the statement fails by itself */
    public SessionEndedException(@Nullable SQLException error) {
        super(error);
        this.error = error;
    }

    /** Throws the driver's error, which is the application's. Returns if its statement is to be sent and fails by itself. */
    public void throwError() throws SQLException {
        if (error != null) {
            throw error;
        }
    }
}
