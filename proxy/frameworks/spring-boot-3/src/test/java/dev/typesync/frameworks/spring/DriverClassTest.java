package dev.typesync.frameworks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Which class an application gets for its data source, by the properties alone. No database is needed. */
class DriverClassTest {
    private static final String PREFIXED = "jdbc:typesync:postgresql://db/shop";
    private static final String TYPESYNC = "dev.typesync.jdbc.TypesyncDriver";
    private static final String PG = "org.postgresql.Driver";

    @ParameterizedTest
    @CsvSource({
        "spring.datasource, url",
        "spring.datasource.hikari, jdbc-url",
        "spring.flyway, url",
        "spring.liquibase, url",
        "app.datasource.orders, jdbcUrl",
        "app.dataSource[orders], jdbc_url",
        "shop, URL",
    })
    void aUrlWithThePrefixNamesTypesyncsDriver(String dataSource, String urlName) {
        String url = dataSource + "." + urlName + "=" + PREFIXED;
        String driver = dataSource + ".driver-class-name";

        assertThat(property(driver, url)).isEqualTo(TYPESYNC);
        assertThat(property(driver, url, driver + "=" + PG)).isEqualTo(TYPESYNC);
        assertThat(property(driver, url, dataSource + ".driverClassName=" + PG)).isEqualTo(TYPESYNC);
        assertThat(property(driver, url, driver + "=com.example.Wrapper")).isEqualTo("com.example.Wrapper");
    }

    @ParameterizedTest
    @CsvSource({"jdbc:postgresql://db/shop", "jdbc:h2:mem:shop", "jdbc:p6spy:typesync:postgresql://db/shop", "''"})
    void anyOtherUrlStaysAsItIs(String url) {
        String given = "spring.datasource.url=" + url;

        assertThat(property("spring.datasource.driver-class-name", given)).isNull();
        assertThat(property("spring.datasource.driver-class-name", given, "spring.datasource.driver-class-name=" + PG))
                .isEqualTo(PG);
    }

    @Test
    void oneDataSourceDoesNotChangeAnother() {
        assertThat(property("app.b.driver-class-name", "app.a.url=" + PREFIXED)).isNull();
        assertThat(property("app.b.driver-class-name", "app.a.url=" + PREFIXED, "app.b.driver-class-name=" + PG))
                .isEqualTo(PG);
        assertThat(property("driver-class-name", "url=" + PREFIXED)).isNull();
    }

    /** A pool's own properties stand below those of the data source, and Flyway's without a URL mean the same one. */
    @ParameterizedTest
    @CsvSource({
        "spring.datasource, spring.datasource.hikari",
        "app.orders, app.orders.configuration",
        "spring.datasource, spring.flyway",
        "spring.datasource, spring.liquibase"
    })
    void pgjdbcsDriverIsReplacedWhereTheUrlIsInherited(String dataSource, String inheriting) {
        String url = dataSource + ".url=" + PREFIXED;
        String driver = inheriting + ".driver-class-name";

        assertThat(property(driver, url)).isNull();
        assertThat(property(driver, url, driver + "=" + PG)).isEqualTo(TYPESYNC);
        assertThat(property(driver, url, driver + "=" + PG, inheriting + ".url=jdbc:postgresql://db/other"))
                .isEqualTo(PG);
    }

    @Test
    void aPoolThatNamesPgjdbcsDataSourceGetsTypesyncs() {
        String url = "app.orders.data-source-properties.url=";
        String type = "app.orders.dataSourceClassName=org.postgresql.ds.PGSimpleDataSource";

        assertThat(property("app.orders.data-source-class-name", url + PREFIXED, type))
                .isEqualTo("dev.typesync.jdbc.TypesyncDataSource");
        assertThat(property("app.orders.data-source-class-name", url + "jdbc:postgresql:shop", type))
                .isEqualTo("org.postgresql.ds.PGSimpleDataSource");
        assertThat(property("app.orders.data-source-class-name", url + PREFIXED))
                .isNull();
    }

    @Test
    void aTransactionManagerGetsTypesyncsXADataSource() {
        String name = "spring.datasource.xa.data-source-class-name";
        String url = "spring.datasource.url=";

        assertThat(property(name, url + PREFIXED)).isEqualTo("dev.typesync.jdbc.TypesyncXADataSource");
        assertThat(property(name, url + PREFIXED, name + "=org.postgresql.xa.PGXADataSource"))
                .isEqualTo("dev.typesync.jdbc.TypesyncXADataSource");
        assertThat(property(name, url + PREFIXED, name + "=com.example.Xa")).isEqualTo("com.example.Xa");
        assertThat(property(name, url + "jdbc:postgresql:shop")).isNull();
    }

    @Test
    void placeholdersInUrlAndDriverAreResolved() {
        assertThat(property(
                        "spring.datasource.driver-class-name",
                        "spring.datasource.url=${db.url}",
                        "spring.datasource.driver-class-name=${db.driver:org.postgresql.Driver}",
                        "db.url=jdbc:typesync:postgresql://${db.host:localhost}/shop"))
                .isEqualTo(TYPESYNC);
        assertThat(property("spring.datasource.driver-class-name", "spring.datasource.url=${missing}"))
                .isNull();
    }

    @Test
    void aQuestionInCamelCaseIsAnsweredToo() {
        assertThat(property("spring.datasource.driverClassName", "spring.datasource.url=" + PREFIXED))
                .isEqualTo(TYPESYNC);
    }

    @Test
    void theEnvironmentsVariablesCount() {
        MapPropertySource variables = new SystemEnvironmentPropertySource(
                "test-systemEnvironment",
                Map.of("SPRING_DATASOURCE_URL", PREFIXED, "SPRING_DATASOURCE_DRIVER_CLASS_NAME", PG));

        assertThat(propertyWith(variables, "spring.datasource.driver-class-name"))
                .isEqualTo(TYPESYNC);
    }

    /** As a test's {@code @DynamicPropertySource} does it. */
    @Test
    void aSourceThatIsAddedLaterAndBeforeAllOthersCounts() {
        MapPropertySource late = new MapPropertySource(
                "late", Map.of("spring.datasource.url", PREFIXED, "spring.datasource.driver-class-name", PG));

        assertThat(propertyWith(late, "spring.datasource.driver-class-name")).isEqualTo(TYPESYNC);
    }

    /** Boot searches only below names that some source lists. A source that lists all would slow every start. */
    @Test
    void theSourceListsNoNames() {
        try (ConfigurableApplicationContext context = application().run()) {
            assertThat(context.getEnvironment().getPropertySources().get("typesync"))
                    .isInstanceOfSatisfying(
                            EnumerablePropertySource.class,
                            source -> assertThat(source.getPropertyNames()).isEmpty());
        }
    }

    private static String property(String name, String... given) {
        String[] arguments = Arrays.stream(given).map(each -> "--" + each).toArray(String[]::new);
        try (ConfigurableApplicationContext context = application().run(arguments)) {
            return context.getEnvironment().getProperty(name);
        }
    }

    private static String propertyWith(MapPropertySource late, String name) {
        SpringApplication application = application();
        application.addInitializers(
                context -> context.getEnvironment().getPropertySources().addFirst(late));
        try (ConfigurableApplicationContext context = application.run()) {
            return context.getEnvironment().getProperty(name);
        }
    }

    private static SpringApplication application() {
        SpringApplication application = new SpringApplication(Object.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        return application;
    }
}
