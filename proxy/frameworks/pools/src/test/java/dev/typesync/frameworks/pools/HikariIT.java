package dev.typesync.frameworks.pools;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

class HikariIT extends PoolContract {
    @Override
    OpenPool open(String url, PoolSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setAutoCommit(settings.autoCommit());
        config.setMaximumPoolSize(settings.size());
        config.setLeakDetectionThreshold(60_000);
        HikariDataSource pool = new HikariDataSource(config);
        return new OpenPool(pool, pool::close);
    }
}
