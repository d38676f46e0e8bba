package dev.typesync.capture;

import java.sql.SQLException;

/**
 * The answer to a question about a text of the application: the server refuses the text. The application gets the
 * server's error when the text is executed; this exception never reaches it.
 */
public final class TextRefusedException extends SQLException {
    private static final long serialVersionUID = 1L;

    /** @param refusal the server's error */
    public TextRefusedException(SQLException refusal) {
        super(refusal.getMessage(), refusal.getSQLState(), refusal);
    }
}
