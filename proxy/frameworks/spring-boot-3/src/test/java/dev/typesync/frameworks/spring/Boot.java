package dev.typesync.frameworks.spring;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts applications of the tests. What the class path would switch on by itself is off, until a test wants it. */
final class Boot {
    private static final Map<String, Object> DEFAULTS = Map.of(
            "spring.main.banner-mode", "off",
            "spring.main.web-application-type", "none",
            "logging.level.root", "warn",
            "spring.flyway.enabled", "false",
            "spring.liquibase.enabled", "false",
            "spring.batch.job.enabled", "false",
            "spring.batch.jdbc.initialize-schema", "never",
            "spring.session.jdbc.initialize-schema", "never",
            "spring.jpa.open-in-view", "false");

    private Boot() {}

    /** @param properties {@code name=value}, as arguments of the command line */
    static ConfigurableApplicationContext start(Class<?> application, String... properties) {
        return application(application).run(arguments(properties));
    }

    static SpringApplication application(Class<?> application) {
        SpringApplication started = new SpringApplication(application);
        started.setDefaultProperties(new HashMap<>(DEFAULTS));
        return started;
    }

    static String[] arguments(String... properties) {
        return Arrays.stream(properties).map(each -> "--" + each).toArray(String[]::new);
    }
}
