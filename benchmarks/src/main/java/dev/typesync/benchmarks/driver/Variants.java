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
 * The variants that are compared. Other drivers are configured to do as little as possible: p6spy with all categories
 * excluded, datasource-proxy without a listener, OpenTelemetry without an SDK.
 */
final class Variants {
    private static final Variant BARE = Variant.of(Variant.BARE, Variants::bare);
    private static final Variant BARE_AGAIN = Variant.of("bare again", Variants::bare);

    private Variants() {}

    static List<Variant> withOutbox(Path configuration) {
        return List.of(
                BARE,
                BARE_AGAIN,
                Variant.floor(Variants::bare),
                Variant.typesync(Variant.TYPESYNC, url -> typesync(url, configuration)),
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

    /**
     * This version and an earlier one. Each of them is there twice, as is bare pgjdbc: the second is the control, and
     * code that runs twice as often is warmer in the processor's caches.
     */
    static List<Variant> withBaseline(Path configuration, BaselineJar baseline) {
        Variant.Opener earlier = url -> connect(baseline.driver(), typesyncUrl(url, configuration));
        Variant.Opener current = url -> typesync(url, configuration);
        return List.of(
                BARE,
                BARE_AGAIN,
                Variant.typesync(Variant.TYPESYNC, current),
                Variant.typesync("typesync again", current),
                Variant.typesync("baseline", earlier),
                Variant.typesync("baseline again", earlier));
    }

    /** Without other drivers, because the delivery to Typesense keeps the processors busy. */
    static List<Variant> inMemory(Path configuration) {
        return List.of(BARE, BARE_AGAIN, Variant.of(Variant.MEMORY, url -> typesync(url, configuration)));
    }

    static Connection typesync(String url, Path configuration) throws SQLException {
        return connect(new TypesyncDriver(), typesyncUrl(url, configuration));
    }

    static String typesyncUrl(String url, Path configuration) {
        return url.replaceFirst("^jdbc:", "jdbc:typesync:") + "&typesync.config=" + configuration;
    }

    private static Connection bare(String url) throws SQLException {
        return connect(new org.postgresql.Driver(), url);
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
