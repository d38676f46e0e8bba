package dev.typesync.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code database}. */
final class DatabaseSection {
    /** PostgreSQL truncates longer identifiers without an error. */
    private static final int MAX_IDENTIFIER_BYTES = 63;

    static final ConfigurationKey<String> USER =
            ConfigurationKey.of("user", ValueType.STRING.where("that is not empty", user -> !user.isBlank()));
    static final ConfigurationKey<String> SCHEMA = ConfigurationKey.of(
                    "schema",
                    ValueType.STRING.where(
                            "of 1 to 63 bytes, the schema's name without quotes, not starting with pg_",
                            DatabaseSection::isIdentifier))
            .withDefault(DatabaseConfig.DEFAULT_SCHEMA);
    static final List<String> KEYS = List.of("url", USER.name(), "password", SCHEMA.name());

    private DatabaseSection() {}

    static DatabaseConfig read(ConfigurationSection section) {
        section.allowOnly(KEYS);
        return new DatabaseConfig(
                url(section),
                section.find(USER).orElse(null),
                section.secret("password").orElse(null),
                section.get(SCHEMA));
    }

    /** Read as a secret, because a JDBC URL may contain a password. */
    private static @Nullable String url(ConfigurationSection section) {
        return section.secret("url")
                .map(Secret::value)
                .map(url -> {
                    if (!url.startsWith("jdbc:")) {
                        throw section.positionOf("url")
                                .error("must be a JDBC URL, such as jdbc:postgresql://localhost:5432/shop");
                    }
                    return PrefixedUrl.parse(url).plain();
                })
                .orElse(null);
    }

    private static boolean isIdentifier(String name) {
        return !name.isBlank()
                && !name.startsWith("pg_")
                && name.getBytes(StandardCharsets.UTF_8).length <= MAX_IDENTIFIER_BYTES;
    }
}
