package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.Capture;
import dev.typesync.jdbc.execution.ConnectionCapture;
import dev.typesync.jdbc.execution.PgSession;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.copy.CopyManager;
import org.postgresql.fastpath.Fastpath;
import org.postgresql.jdbc.AutoSave;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.largeobject.LargeObjectManager;
import org.postgresql.replication.PGReplicationConnection;
import org.postgresql.util.PGobject;

/**
 * A connection that an application may cast to pgjdbc's own interface. Its {@link CopyManager} is captured too. The
 * class is loaded only when there is a connection of pgjdbc. As thread-safe as its delegate, for calls that do not
 * overlap. Null-unmarked, as pgjdbc is here.
 */
@NullUnmarked
public final class CapturingPgConnection extends CapturingConnection implements PGConnection {
    private CopyManager copyManager;

    CapturingPgConnection(ConnectionCapture capture) {
        super(capture);
    }

    /**
     * Wraps a connection of pgjdbc.
     *
     * @throws SQLException the delegate does not wrap a connection of pgjdbc, or the catalog cannot be read
     */
    public static CapturingPgConnection of(Connection delegate, Capture capture) throws SQLException {
        PgSession pgSession = PgSession.of(delegate);
        return new CapturingPgConnection(new ConnectionCapture(delegate, pgSession, capture.open(pgSession)));
    }

    /** The delegate; or, if it belongs to a pool and hides pgjdbc's interface, the connection that it wraps. */
    private PGConnection pg() {
        return delegate instanceof PGConnection pgConnection
                ? pgConnection
                : capture().pgSession().connection();
    }

    @Override
    public CopyManager getCopyAPI() throws SQLException {
        pg().getCopyAPI(); // a closed connection throws
        if (copyManager == null) {
            copyManager = new CapturingCopyManager(capture());
        }
        return copyManager;
    }

    @Override
    public Array createArrayOf(String typeName, Object elements) throws SQLException {
        return pg().createArrayOf(typeName, elements);
    }

    @Override
    public PGNotification[] getNotifications() throws SQLException {
        return pg().getNotifications();
    }

    @Override
    public PGNotification[] getNotifications(int timeoutMillis) throws SQLException {
        return pg().getNotifications(timeoutMillis);
    }

    @Override
    public LargeObjectManager getLargeObjectAPI() throws SQLException {
        return pg().getLargeObjectAPI();
    }

    @Override
    @Deprecated
    public Fastpath getFastpathAPI() throws SQLException {
        return pg().getFastpathAPI();
    }

    @Override
    @Deprecated
    public void addDataType(String type, String className) {
        pg().addDataType(type, className);
    }

    @Override
    public void addDataType(String type, Class<? extends PGobject> javaClass) throws SQLException {
        pg().addDataType(type, javaClass);
    }

    @Override
    public void setPrepareThreshold(int threshold) {
        pg().setPrepareThreshold(threshold);
    }

    @Override
    public int getPrepareThreshold() {
        return pg().getPrepareThreshold();
    }

    @Override
    public void setDefaultFetchSize(int fetchSize) throws SQLException {
        pg().setDefaultFetchSize(fetchSize);
    }

    @Override
    public int getDefaultFetchSize() {
        return pg().getDefaultFetchSize();
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        pg().setQueryTimeout(seconds);
    }

    @Override
    public int getQueryTimeout() {
        return pg().getQueryTimeout();
    }

    @Override
    public int getBackendPID() {
        return pg().getBackendPID();
    }

    @Override
    public void cancelQuery() throws SQLException {
        capture().pgSession().canceling();
        pg().cancelQuery();
    }

    @Override
    public String escapeIdentifier(String identifier) throws SQLException {
        return pg().escapeIdentifier(identifier);
    }

    @Override
    public String escapeLiteral(String literal) throws SQLException {
        return pg().escapeLiteral(literal);
    }

    @Override
    public PreferQueryMode getPreferQueryMode() {
        return pg().getPreferQueryMode();
    }

    @Override
    public AutoSave getAutosave() {
        return pg().getAutosave();
    }

    @Override
    public void setAutosave(AutoSave autoSave) {
        pg().setAutosave(autoSave);
    }

    @Override
    public PGReplicationConnection getReplicationAPI() {
        return pg().getReplicationAPI();
    }

    @Override
    public void alterUserPassword(String user, char[] newPassword, String encryptionType) throws SQLException {
        pg().alterUserPassword(user, newPassword, encryptionType);
    }

    @Override
    public Map<String, String> getParameterStatuses() {
        return pg().getParameterStatuses();
    }

    @Override
    public String getParameterStatus(String parameterName) {
        return pg().getParameterStatus(parameterName);
    }

    @Override
    public void setAdaptiveFetch(boolean adaptiveFetch) {
        pg().setAdaptiveFetch(adaptiveFetch);
    }

    @Override
    public boolean getAdaptiveFetch() {
        return pg().getAdaptiveFetch();
    }
}
