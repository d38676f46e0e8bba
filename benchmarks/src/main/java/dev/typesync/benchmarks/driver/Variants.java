package dev.typesync.benchmarks.driver;

import com.p6spy.engine.spy.P6SpyDriver;
import dev.typesync.jdbc.TypesyncDriver;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What is compared. The others are set to do as little as they can: p6spy with all categories excluded, datasource-proxy
 * without a listener, OpenTelemetry without an SDK.
 */
final class Variants {
    private Variants() {}

    static List<Variant> all(Path configuration) {
        Variant.Opener bare = url -> connect(new org.postgresql.Driver(), url);
        return List.of(
                Variant.of(Variant.BARE, bare),
                Variant.of("bare again", bare),
                new Variant("floor", bare, true),
                Variant.of(Variant.TYPESYNC, url -> typesync(url, configuration)),
                Variant.of("p6spy", url -> connect(new P6SpyDriver(), url.replaceFirst("^jdbc:", "jdbc:p6spy:"))),
                Variant.of(
                        "datasource-proxy",
                        url -> ProxyDataSourceBuilder.create(dataSource(url))
                                .build()
                                .getConnection()),
                Variant.of(
                        "OpenTelemetry",
                        url -> JdbcTelemetry.create(OpenTelemetry.noop())
                                .wrap(dataSource(url))
                                .getConnection()));
    }

    /** Through typesync, with a durable outbox and nobody who reads it. */
    static Connection typesync(String url, Path configuration) throws SQLException {
        return connect(
                new TypesyncDriver(),
                url.replaceFirst("^jdbc:", "jdbc:typesync:") + "&typesync.replicator=external&typesync.config="
                        + configuration);
    }

    private static Connection connect(Driver driver, String url) throws SQLException {
        return Objects.requireNonNull(driver.connect(url, new Properties()), url);
    }

    private static DataSource dataSource(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }
}
