package dev.typesync.jdbc.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.PropertySource;

/**
 * The values that the user gave, in any of Boot's spellings, with their placeholders resolved. Typesync's own source is
 * not among the sources, so that no question leads back to it.
 */
final class GivenProperties {
    private final Iterable<ConfigurationPropertySource> sources;
    private final PropertySourcesPlaceholdersResolver placeholders;

    /** @param sources is iterated for each question */
    GivenProperties(Iterable<PropertySource<?>> sources) {
        this.sources = ConfigurationPropertySources.from(sources);
        this.placeholders = new PropertySourcesPlaceholdersResolver(sources);
    }

    /** Null if the property is not set. A placeholder that cannot be resolved stays. */
    @Nullable
    String value(ConfigurationPropertyName name) {
        for (ConfigurationPropertySource source : sources) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property != null) {
                return String.valueOf(placeholders.resolvePlaceholders(property.getValue()));
            }
        }
        return null;
    }
}
