package dev.typesync.jdbc.execution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which of the delegate's statements executes, or executed last, for one statement of the application, and how its
 * results are shown. Not thread-safe, except for {@link #get()}: another thread may cancel the statement.
 */
public final class ActiveStatement<S extends Statement> {
    private final S first;
    private volatile S current;
    private boolean keysHidden;
    private int shownFetchSize;
    private boolean escapesResolved = true;

    /** @param first the delegate's statement that the application's statement was created with */
    public ActiveStatement(S first) {
        this.first = first;
        this.current = first;
    }

    S first() {
        return first;
    }

    /** The statement that executes now, or else the one that executed last. */
    public S get() {
        return current;
    }

    /** The statement is executed next. */
    public void set(S statement) {
        current = statement;
    }

    /** Nothing has been executed. */
    public void reset() {
        current = first;
        clearResults();
    }

    /** An execution begins: its generated keys and its fetch size are the application's. */
    public void clearResults() {
        keysHidden = false;
        shownFetchSize = 0;
    }

    /** @param hidden the generated keys of this execution are only for typesync */
    void setKeysHidden(boolean hidden) {
        keysHidden = hidden;
    }

    /**
     * Sets whether pgjdbc resolves the escape syntax of JDBC in texts.
     *
     * @param resolved true is the default
     */
    public void setEscapesResolved(boolean resolved) {
        escapesResolved = resolved;
    }

    boolean resolvesEscapes() {
        return escapesResolved;
    }

    /** The results were read with fetch size 0. They show the fetch size that the application has set. */
    void setShownFetchSize(int fetchSize) {
        shownFetchSize = fetchSize;
    }

    /** The fetch size that the results have to show; 0 if they show the one they were read with. */
    public int shownFetchSize() {
        return shownFetchSize;
    }

    /** The generated keys that the application may see. */
    public ResultSet generatedKeys() throws SQLException {
        return keysHidden ? KeyRowReader.noKeys(current) : current.getGeneratedKeys();
    }
}
