package dev.typesync.frameworks.pools;

import com.mchange.v2.c3p0.AbstractConnectionCustomizer;
import com.mchange.v2.c3p0.ComboPooledDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class C3p0IT extends PoolContract {
    @Override
    OpenPool open(String url, PoolSettings settings) {
        ComboPooledDataSource pool = pool(url, settings);
        return new OpenPool(pool, pool::close);
    }

    @Test
    void takesBackAConnectionThatLeaks() throws Exception {
        Leak.compare(change(), url -> {
            ComboPooledDataSource pool = pool(url, PoolSettings.ONE_CONNECTION);
            pool.setUnreturnedConnectionTimeout(1);
            return new OpenPool(pool, pool::close);
        });
    }

    /** c3p0 has no setting for it. */
    public static final class ManualCommit extends AbstractConnectionCustomizer {
        @Override
        public void onCheckOut(Connection connection, String token) throws SQLException {
            connection.setAutoCommit(false);
        }
    }

    private static ComboPooledDataSource pool(String url, PoolSettings settings) {
        ComboPooledDataSource pool = new ComboPooledDataSource();
        pool.setJdbcUrl(url);
        pool.setMinPoolSize(1);
        pool.setInitialPoolSize(1);
        pool.setMaxPoolSize(settings.size());
        pool.setMaxStatements(settings.cachesStatements() ? 20 : 0);
        pool.setTestConnectionOnCheckout(true);
        pool.setConnectionCustomizerClassName(settings.autoCommit() ? null : ManualCommit.class.getName());
        return pool;
    }
}
