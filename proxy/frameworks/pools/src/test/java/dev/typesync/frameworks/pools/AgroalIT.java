package dev.typesync.frameworks.pools;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import java.sql.SQLException;
import java.time.Duration;

class AgroalIT extends PoolContract {
    @Override
    OpenPool open(String url, PoolSettings settings) throws SQLException {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(settings.size())
                        .validateOnBorrow(true)
                        .connectionValidator(ConnectionValidator.defaultValidator())
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .leakTimeout(Duration.ofMinutes(1))
                        .connectionFactoryConfiguration(
                                factory -> factory.jdbcUrl(url).autoCommit(settings.autoCommit())));
        AgroalDataSource pool = AgroalDataSource.from(configuration);
        return new OpenPool(pool, pool::close);
    }
}
