package dev.typesync.jdbc.spring;

import dev.typesync.jdbc.TypesyncDataSource;
import dev.typesync.jdbc.TypesyncDriver;
import dev.typesync.jdbc.TypesyncXADataSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Which class a data source of Boot needs, by the properties next to the class: typesync's, where its URL has
 * typesync's prefix and no class or pgjdbc's is given. Null everywhere else, so that what the user gave counts.
 */
record DataSourceClasses(GivenProperties given) {
    private static final String PREFIX = "jdbc:typesync:";
    private static final String PG_DRIVER = "org.postgresql.Driver";
    private static final String PG_DATA_SOURCE = "org.postgresql.ds.PGSimpleDataSource";
    private static final String PG_XA_DATA_SOURCE = "org.postgresql.xa.PGXADataSource";

    private static final ConfigurationPropertyName SPRING_DATA_SOURCE =
            ConfigurationPropertyName.of("spring.datasource");

    /** These connect to {@code spring.datasource} if they have no URL of their own. */
    private static final List<ConfigurationPropertyName> MIGRATIONS =
            List.of(ConfigurationPropertyName.of("spring.flyway"), ConfigurationPropertyName.of("spring.liquibase"));

    /** The class for {@code driver-class-name}. */
    @Nullable
    String driver(ConfigurationPropertyName dataSource) {
        String driver = given.value(dataSource.append("driver-class-name"));
        boolean prefixed = driver == null
                ? hasPrefix(dataSource)
                : driver.equals(PG_DRIVER) && hasPrefix(hasUrl(dataSource) ? dataSource : origin(dataSource));
        return prefixed ? TypesyncDriver.class.getName() : null;
    }

    /**
     * The class for {@code data-source-class-name}: of a pool that gets its URL by {@code data-source-properties}, or
     * of a transaction manager.
     */
    @Nullable
    String dataSource(ConfigurationPropertyName dataSource) {
        String type = given.value(dataSource.append("data-source-class-name"));
        if (PG_DATA_SOURCE.equals(type)) {
            return hasPrefix(dataSource.append("data-source-properties")) ? TypesyncDataSource.class.getName() : null;
        }
        boolean xa = dataSource.equals(dataSource.getParent().append("xa"));
        return xa && (type == null || type.equals(PG_XA_DATA_SOURCE)) && hasPrefix(dataSource.getParent())
                ? TypesyncXADataSource.class.getName()
                : null;
    }

    /** Where a data source without a URL gets it from: a pool's own properties stand below it. */
    private static ConfigurationPropertyName origin(ConfigurationPropertyName dataSource) {
        return MIGRATIONS.contains(dataSource) ? SPRING_DATA_SOURCE : dataSource.getParent();
    }

    private boolean hasUrl(ConfigurationPropertyName dataSource) {
        return urls(dataSource).findAny().isPresent();
    }

    private boolean hasPrefix(ConfigurationPropertyName dataSource) {
        return urls(dataSource).anyMatch(url -> url.startsWith(PREFIX));
    }

    private Stream<String> urls(ConfigurationPropertyName dataSource) {
        return Stream.of("url", "jdbc-url").flatMap(name -> Stream.ofNullable(given.value(dataSource.append(name))));
    }
}
