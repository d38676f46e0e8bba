package dev.typesync.frameworks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.typesync.frameworks.UrlChange;
import dev.typesync.testkit.Deployment;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Testcontainers' {@code @ServiceConnection} and Docker Compose give Boot a bean with a plain URL, which counts more
 * than any property. Here the bean is made without a container.
 */
class ServiceConnectionIT {
    @TempDir
    private Path directory;

    @Test
    void aBeanPostProcessorAddsThePrefix() throws Exception {
        UrlChange change = UrlChange.create(directory, JdbcApplication.DDL, JdbcApplication.COLLECTIONS);
        Deployment prefixed = change.prefixed();
        change.compare(url -> {
            boolean plain = url.equals(change.plain().plainUrl());
            SpringApplication application = Boot.application(JdbcApplication.class);
            application.addInitializers(context -> {
                GenericApplicationContext beans = (GenericApplicationContext) context;
                beans.registerBean(
                        BootConnectionDetails.class,
                        () -> new ServiceConnection(plain ? url : prefixed.plainUrl(), "postgres", "postgres"));
                if (!plain) {
                    beans.registerBean(Prefix.class, () -> new Prefix("&typesync.config=" + prefixed.configuration()));
                }
            });
            try (ConfigurableApplicationContext context =
                    application.run(Boot.arguments("spring.datasource.url=jdbc:h2:mem:ignored"))) {
                assertThat(context.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
                return JdbcApplication.work(context);
            }
        });
        JdbcApplication.verify(change);
        assertThat(change.marks()).isEmpty();
    }

    private record ServiceConnection(String getJdbcUrl, String getUsername, String getPassword)
            implements BootConnectionDetails {}

    /** What the documentation shows, with a parameter for the test. */
    private record Prefix(String parameter) implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof BootConnectionDetails plain
                    ? new ServiceConnection(
                            plain.getJdbcUrl().replaceFirst("^jdbc:", "jdbc:typesync:") + parameter,
                            plain.getUsername(),
                            plain.getPassword())
                    : bean;
        }
    }
}
