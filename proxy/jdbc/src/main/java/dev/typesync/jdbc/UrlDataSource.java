package dev.typesync.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Plain connections of the delegate driver, by URL, user and password. Thread-safe once its properties are set. */
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

    /** The URL and the account taken apart. */
    DriverUrl target() throws SQLException {
        return target(user, password);
    }

    DriverUrl target(@Nullable String asUser, @Nullable String withPassword) throws SQLException {
        String set = url;
        if (set == null) {
            throw DriverErrors.invalidOption("a data source of typesync's own needs its property url");
        }
        Properties info = new Properties();
        put(info, "user", asUser);
        put(info, "password", withPassword);
        put(info, "loginTimeout", loginTimeout == 0 ? null : String.valueOf(loginTimeout));
        return DriverUrl.parse(DriverUrl.accepts(set) ? set : set.replaceFirst("^jdbc:", DriverUrl.PREFIX), info);
    }

    private static void put(Properties info, String name, @Nullable String value) {
        if (value != null) {
            info.setProperty(name, value);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return target().login().open();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return target(username, password).login().open();
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
