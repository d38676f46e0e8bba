package dev.typesync.jdbc;

import dev.typesync.config.ReplicatorPlace;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * typesync's parameters in the URL or in the connection properties. Immutable.
 *
 * @param config location of the configuration; null: the default places are searched
 * @param enabled false: the application gets the delegate's plain connection
 * @param driver class name of the delegate driver; null: the driver that accepts the URL
 * @param replicator overrides {@code delivery.replicator}; null: as configured
 */
record DriverOptions(
        @Nullable String config,
        boolean enabled,
        @Nullable String driver,
        @Nullable ReplicatorPlace replicator) {
    static final String PREFIX = "typesync.";
    static final String CONFIG = PREFIX + "config";
    static final String ENABLED = PREFIX + "enabled";
    static final String DRIVER = PREFIX + "driver";
    static final String REPLICATOR = PREFIX + "replicator";
    static final List<String> NAMES = List.of(CONFIG, ENABLED, DRIVER, REPLICATOR);

    static final DriverOptions NONE = new DriverOptions(null, true, null, null);

    /** @param given values by full name; the caller has checked the names */
    static DriverOptions of(Map<String, String> given) throws SQLException {
        return new DriverOptions(
                given.get(CONFIG),
                flag(ENABLED, given.getOrDefault(ENABLED, "true")),
                given.get(DRIVER),
                replicator(given.get(REPLICATOR)));
    }

    static void checkName(String name) throws SQLException {
        if (!NAMES.contains(name)) {
            throw DriverErrors.invalidOption(
                    "unknown parameter " + name + "; typesync has " + String.join(", ", NAMES));
        }
    }

    static boolean flag(String name, String value) throws SQLException {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw DriverErrors.invalidOption(name + "=" + value + ": allowed are true and false");
        };
    }

    /** typesync's properties, followed by those of the delegate. */
    DriverPropertyInfo[] describe(DriverPropertyInfo[] delegates) {
        List<DriverPropertyInfo> all = new ArrayList<>();
        all.add(info(CONFIG, config, "the configuration file; default: as described in docs/configuration.md"));
        all.add(info(
                ENABLED, String.valueOf(enabled), "false: use the plain driver, replicate nothing", "true", "false"));
        all.add(info(DRIVER, driver, "class name of the database's driver; default: the driver that accepts the URL"));
        String place = replicator == null ? null : replicator.name().toLowerCase(Locale.ROOT);
        all.add(info(REPLICATOR, place, "where the replicator runs; default: as configured", "embedded", "external"));
        all.addAll(List.of(delegates));
        return all.toArray(new DriverPropertyInfo[0]);
    }

    private static DriverPropertyInfo info(String name, @Nullable String value, String description, String... choices) {
        DriverPropertyInfo info = new DriverPropertyInfo(name, value);
        info.description = description;
        info.choices = choices.length == 0 ? null : choices;
        return info;
    }

    private static @Nullable ReplicatorPlace replicator(@Nullable String value) throws SQLException {
        if (value == null) {
            return null;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "embedded" -> ReplicatorPlace.EMBEDDED;
            case "external" -> ReplicatorPlace.EXTERNAL;
            default ->
                throw DriverErrors.invalidOption(REPLICATOR + "=" + value + ": allowed are embedded and external");
        };
    }
}
