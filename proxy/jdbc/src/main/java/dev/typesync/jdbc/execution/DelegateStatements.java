package dev.typesync.jdbc.execution;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * The delegate's statements for one prepared statement of the application: the first one, and at most one more for
 * another text. Not thread-safe, as a statement is not.
 */
final class DelegateStatements {
    private final Connection connection;
    private final StatementPreparation preparation;
    private final PreparedStatement first;
    private final String firstText;
    private @Nullable PreparedStatement second;
    private @Nullable String secondText;

    /** @param connection the delegate's */
    DelegateStatements(
            Connection connection, StatementPreparation preparation, PreparedStatement first, String firstText) {
        this.connection = connection;
        this.preparation = preparation;
        this.first = first;
        this.firstText = firstText;
    }

    PreparedStatement first() {
        return first;
    }

    /** The statement for a text, with the settings that the application has made. */
    PreparedStatement statement(String text) throws SQLException {
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

    /** One more statement for a text, which the caller closes. */
    PreparedStatement create(String text) throws SQLException {
        PreparedStatement other = preparation.prepare(connection, text);
        copySettings(other);
        return other;
    }

    /** The same without generated keys, for a text of typesync. */
    PreparedStatement createWithoutKeys(String text) throws SQLException {
        PreparedStatement other = connection.prepareStatement(text);
        copySettings(other);
        return other;
    }

    @SuppressWarnings("ReferenceEquality") // the same statement, not an equal one
    boolean isFor(PreparedStatement statement, String text) {
        return text.equals(statement == first ? firstText : secondText);
    }

    private void copySettings(PreparedStatement target) throws SQLException {
        target.setMaxRows(first.getMaxRows());
        target.setFetchSize(first.getFetchSize());
        target.setQueryTimeout(first.getQueryTimeout());
        target.setMaxFieldSize(first.getMaxFieldSize());
        target.setFetchDirection(first.getFetchDirection());
        target.unwrap(PGStatement.class)
                .setPrepareThreshold(first.unwrap(PGStatement.class).getPrepareThreshold());
        if (first.isCloseOnCompletion()) {
            target.closeOnCompletion();
        }
    }

    void closeSecond() throws SQLException {
        PreparedStatement other = second;
        if (other != null) {
            other.close();
        }
    }

    /** Removes the parameters of all statements. */
    void clearParameters() throws SQLException {
        first.clearParameters();
        PreparedStatement other = second;
        if (other != null) {
            other.clearParameters();
        }
    }
}
