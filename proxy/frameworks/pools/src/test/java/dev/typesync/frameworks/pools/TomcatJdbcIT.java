package dev.typesync.frameworks.pools;

import org.apache.tomcat.jdbc.pool.DataSource;
import org.junit.jupiter.api.Test;

class TomcatJdbcIT extends PoolContract {
    @Override
    OpenPool open(String url, PoolSettings settings) {
        DataSource pool = pool(url, settings);
        pool.setJdbcInterceptors(
                settings.cachesStatements() ? "StatementFinalizer;StatementCache(prepared=true,callable=true)" : null);
        return new OpenPool(pool, pool::close);
    }

    @Test
    void takesBackAConnectionThatLeaks() throws Exception {
        Leak.compare(change(), url -> {
            DataSource pool = pool(url, PoolSettings.ONE_CONNECTION);
            pool.setRemoveAbandoned(true);
            pool.setRemoveAbandonedTimeout(1);
            pool.setTimeBetweenEvictionRunsMillis(1_000);
            return new OpenPool(pool, pool::close);
        });
    }

    @Test
    void resetsConnectionsWithItsInterceptor() throws Exception {
        change().compare(url -> {
            DataSource pool = pool(url, PoolSettings.ONE_CONNECTION);
            pool.setJdbcInterceptors("ConnectionState");
            pool.setDefaultReadOnly(false);
            pool.setRollbackOnReturn(true);
            try (OpenPool open = new OpenPool(pool, pool::close)) {
                return ConnectionState.change(open.dataSource());
            }
        });
    }

    private static DataSource pool(String url, PoolSettings settings) {
        DataSource pool = new DataSource();
        pool.setUrl(url);
        pool.setDefaultAutoCommit(settings.autoCommit());
        pool.setMaxActive(settings.size());
        pool.setMaxIdle(settings.size());
        pool.setMinIdle(1);
        pool.setInitialSize(1);
        pool.setTestOnBorrow(true);
        pool.setValidationQuery("select 1");
        pool.setValidationInterval(0);
        return pool;
    }
}
