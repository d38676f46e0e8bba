package dev.typesync.jdbc.execution;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * The delegate's statements behind one prepared statement of the application: the one it was made with, and at most one
 * more, for another text. Not thread-safe, as a statement is not.
 */
public final class DelegateStatements {
    private final Connection connection;
    private final StatementPreparation preparation;
    private final PreparedStatement first;
    private final String firstText;
    private @Nullable PreparedStatement second;
    private @Nullable String secondText;

    public DelegateStatements(
            Connection connection, StatementPreparation preparation, PreparedStatement first, String firstText) {
        this.connection = connection;
        this.preparation = preparation;
        this.first = first;
        this.firstText = firstText;
    }

    /** The statement for a text, with the settings that the application has made. */
    public PreparedStatement of(String text) throws SQLException {
        if (text.equals(firstText)) {
            return first;
        }
        PreparedStatement other = second;
        if (other == null || !text.equals(secondText)) {
            if (other != null) {
                other.close();
            }
            other = preparation.prepare(connection, text);
            second = other;
            secondText = text;
        }
        copySettings(other);
        return other;
    }

    /** A further statement for a text, which the caller closes. */
    public PreparedStatement another(String text) throws SQLException {
        PreparedStatement other = preparation.prepare(connection, text);
        copySettings(other);
        return other;
    }

    @SuppressWarnings("ReferenceEquality")
    public // the very statement, not an equal one
    boolean isFor(PreparedStatement statement, String text) {
        return text.equals(statement == first ? firstText : secondText);
    }

    private void copySettings(PreparedStatement to) throws SQLException {
        to.setMaxRows(first.getMaxRows());
        to.setFetchSize(first.getFetchSize());
        to.setQueryTimeout(first.getQueryTimeout());
        to.setMaxFieldSize(first.getMaxFieldSize());
        to.setFetchDirection(first.getFetchDirection());
        to.unwrap(PGStatement.class)
                .setPrepareThreshold(first.unwrap(PGStatement.class).getPrepareThreshold());
        if (first.isCloseOnCompletion()) {
            to.closeOnCompletion();
        }
    }

    public void closeSecond() throws SQLException {
        PreparedStatement other = second;
        if (other != null) {
            other.close();
        }
    }

    public void clearParameters() throws SQLException {
        PreparedStatement other = second;
        if (other != null) {
            other.clearParameters();
        }
    }
}
