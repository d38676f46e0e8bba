package dev.typesync.frameworks.pools;

import java.time.Duration;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;

class DbcpIT extends PoolContract {
    @Override
    OpenPool open(String url, PoolSettings settings) {
        BasicDataSource pool = pool(url, settings);
        return new OpenPool(pool, pool::close);
    }

    @Test
    void takesBackAConnectionThatLeaks() throws Exception {
        Leak.compare(change(), url -> {
            BasicDataSource pool = pool(url, PoolSettings.ONE_CONNECTION);
            pool.setRemoveAbandonedOnBorrow(true);
            pool.setRemoveAbandonedTimeout(Duration.ZERO);
            return new OpenPool(pool, pool::close);
        });
    }

    private static BasicDataSource pool(String url, PoolSettings settings) {
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl(url);
        pool.setDefaultAutoCommit(settings.autoCommit());
        pool.setMaxTotal(settings.size());
        pool.setPoolPreparedStatements(settings.cachesStatements());
        pool.setMaxOpenPreparedStatements(5);
        pool.setTestOnBorrow(true);
        return pool;
    }
}
