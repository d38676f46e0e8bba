package dev.typesync.jdbc;

import java.sql.SQLException;
import java.util.Properties;
import javax.sql.XAConnection;
import org.postgresql.xa.PGXADataSource;

/**
 * Opens pgjdbc's connections for a transaction manager. Only this class names {@code PGXADataSource}, so typesync loads
 * without pgjdbc.
 */
final class PgXaConnections {
    private PgXaConnections() {}

    /** @param info what the data source sets in addition to the URL: user, password, loginTimeout */
    static XAConnection open(String url, Properties info) throws SQLException {
        PGXADataSource dataSource = new PGXADataSource();
        try {
            dataSource.setUrl(url);
        } catch (IllegalArgumentException e) {
            throw DriverErrors.unableToConnect(
                    "pgjdbc does not accept " + DriverUrl.withoutParameters(url) + ": check the URL", e);
        }
        String user = info.getProperty("user");
        if (user != null) {
            dataSource.setUser(user);
        }
        String password = info.getProperty("password");
        if (password != null) {
            dataSource.setPassword(password);
        }
        String loginTimeout = info.getProperty("loginTimeout");
        if (loginTimeout != null) {
            dataSource.setLoginTimeout(Integer.parseInt(loginTimeout));
        }
        return dataSource.getXAConnection();
    }
}
