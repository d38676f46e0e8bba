package dev.typesync.jdbc.spring;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;

/**
 * Answers Boot's questions for the class of a driver or data source where the URL has typesync's prefix. Boot derives
 * the class from the URL, and knows none for this one.
 *
 * <p>A question is answered from the other property sources as they are at that moment. Therefore a URL that comes late
 * counts too, for example from a test's {@code @DynamicPropertySource}. The source lists no names, although it is
 * enumerable: Boot then knows that there is nothing to search below a name, and still asks for single values.
 *
 * <p>Thread-safe if the other sources are.
 */
final class DriverClassSource extends EnumerablePropertySource<Object> {
    private static final String NAME = "typesync";

    private final DataSourceClasses classes;

    private DriverClassSource(DataSourceClasses classes) {
        super(NAME);
        this.classes = classes;
    }

    /** Puts the source before all others, also if it is there already and others were added before it. */
    static void putFirst(MutablePropertySources sources) {
        DataSourceClasses classes = new DataSourceClasses(new GivenProperties(() -> sources.stream()
                .filter(other -> !(other instanceof DriverClassSource))
                .filter(other -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(other))
                .iterator()));
        sources.addFirst(new DriverClassSource(classes)); // removes the one that is there
    }

    @Override
    public String[] getPropertyNames() {
        return new String[0];
    }

    @Override
    public boolean containsProperty(String name) {
        return getProperty(name) != null;
    }

    @Override
    public @Nullable Object getProperty(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0 || !name.endsWith("ame")) {
            return null; // almost all questions end here
        }
        String parent = name.substring(0, dot);
        return switch (name.substring(dot + 1).replace("-", "").toLowerCase(Locale.ROOT)) {
            case "driverclassname" -> classes.driver(ConfigurationPropertyName.adapt(parent, '.'));
            case "datasourceclassname" -> classes.dataSource(ConfigurationPropertyName.adapt(parent, '.'));
            default -> null;
        };
    }
}
