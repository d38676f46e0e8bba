package dev.typesync.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens plain connections of the delegate driver with URL, user and password. Thread-safe once its properties are set.
 */
final class UrlDataSource implements DataSource {
    private volatile @Nullable String url;
    private volatile @Nullable String user;
    private volatile @Nullable String password;
    private volatile @Nullable PrintWriter logWriter;
    private volatile int loginTimeout;

    void setUrl(String url) {
        this.url = url;
    }

    @Nullable
    String getUrl() {
        return url;
    }

    void setUser(@Nullable String user) {
        this.user = user;
    }

    @Nullable
    String getUser() {
        return user;
    }

    void setPassword(@Nullable String password) {
        this.password = password;
    }

    /** The parsed URL, with the user and the password that are set. */
    DriverUrl target() throws SQLException {
        return target(user, password);
    }

    DriverUrl target(@Nullable String userName, @Nullable String userPassword) throws SQLException {
        String jdbcUrl = url;
        if (jdbcUrl == null) {
            throw DriverErrors.invalidOption("the data source needs its property url");
        }
        Properties info = new Properties();
        put(info, "user", userName);
        put(info, "password", userPassword);
        put(info, "loginTimeout", loginTimeout == 0 ? null : String.valueOf(loginTimeout));
        return DriverUrl.parse(
                DriverUrl.accepts(jdbcUrl) ? jdbcUrl : jdbcUrl.replaceFirst("^jdbc:", DriverUrl.PREFIX), info);
    }

    private static void put(Properties info, String name, @Nullable String value) {
        if (value != null) {
            info.setProperty(name, value);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return DatabaseLogin.of(target()).open();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return DatabaseLogin.of(target(username, password)).open();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        logWriter = out;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout == 0 ? DriverManager.getLoginTimeout() : loginTimeout;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("dev.typesync");
    }

    @Override
    public <T> T unwrap(Class<T> iface) throws SQLException {
        if (iface.isInstance(this)) {
            return iface.cast(this);
        }
        throw new SQLException("typesync: not a wrapper for " + iface.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> iface) {
        return iface.isInstance(this);
    }
}
