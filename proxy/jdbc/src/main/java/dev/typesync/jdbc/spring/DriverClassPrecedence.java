package dev.typesync.jdbc.spring;

import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Puts {@link DriverClassSource} back to the first place before beans are made. The sources of a test are added before
 * it, and often name pgjdbc's driver together with the URL of a container.
 */
final class DriverClassPrecedence implements ApplicationListener<ApplicationPreparedEvent> {
    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        DriverClassSource.putFirst(
                event.getApplicationContext().getEnvironment().getPropertySources());
    }
}
