package dev.typesync.jdbc.spring;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/** Adds {@link DriverClassSource} to the environment of each application. For Boot 4. */
final class DriverClassPostProcessor implements EnvironmentPostProcessor {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        DriverClassSource.putFirst(environment.getPropertySources());
    }
}
