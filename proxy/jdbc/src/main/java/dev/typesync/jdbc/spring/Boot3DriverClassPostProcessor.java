package dev.typesync.jdbc.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Adds {@link DriverClassSource} to the environment of each application. For Boot 3: the interface is deprecated in
 * Boot 4.0 and announced to be removed in 4.2. Where both exist, the source is put to the first place twice.
 */
@SuppressWarnings("removal")
final class Boot3DriverClassPostProcessor implements org.springframework.boot.env.EnvironmentPostProcessor {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        DriverClassSource.putFirst(environment.getPropertySources());
    }
}
