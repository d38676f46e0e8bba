package dev.typesync.cli;

import dev.typesync.config.ConfigurationException;
import dev.typesync.config.ConfigurationFile;
import dev.typesync.config.DatabaseConfig;
import dev.typesync.config.PrefixedUrl;
import dev.typesync.config.TypesyncConfig;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the configuration and the database are; part of every command that needs them. */
final class ConfiguredCommand extends Console {
    private static final Pattern PASSWORD = Pattern.compile("[?&](password|PGPASSWORD)=");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration. Default: the system property typesync.config, the environment variable"
                    + " TYPESYNC_CONFIG, ./typesync.yaml")
    private @Nullable String config;

    @Option(
            names = "--url",
            paramLabel = "JDBC-URL",
            description = "The database, with or without the prefix typesync:; overrides database.url. The password"
                    + " comes from the configuration or PGPASSWORD.")
    private @Nullable String url;

    /** The configuration, with the database that {@code --url} names. */
    TypesyncConfig config() {
        TypesyncConfig read =
                switchedOn(ConfigurationFile.find(location(), environment()).read());
        return read.withDatabase(overridden(read.database()));
    }

    /** The database of a command that needs no configuration, but heeds one that is there. */
    DatabaseConfig database() {
        return overridden(ConfigurationFile.lookUp(location(), environment())
                .map(file -> switchedOn(file.read()).database())
                .orElseGet(DatabaseConfig::defaults));
    }

    /** The database of a command that looks for no configuration, but takes one that is named. */
    DatabaseConfig databaseAlone() {
        return location() == null ? overridden(DatabaseConfig.defaults()) : database();
    }

    DatabaseConnections connectionsTo(DatabaseConfig database) {
        return DatabaseConnections.of(database, environment());
    }

    private @Nullable String location() {
        return config != null
                ? config
                : url().flatMap(PrefixedUrl::configuration).orElse(null);
    }

    private Optional<PrefixedUrl> url() {
        if (url != null && PASSWORD.matcher(url).find()) {
            throw new ConfigurationException("--url holds a password, which the shell's history and other users of this"
                    + " machine can see; put it into PGPASSWORD or database.password");
        }
        return Optional.ofNullable(url).map(PrefixedUrl::parse);
    }

    private DatabaseConfig overridden(DatabaseConfig other) {
        return new DatabaseConfig(
                url().map(PrefixedUrl::plain).orElse(other.url()), other.user(), other.password(), other.schema());
    }

    private static TypesyncConfig switchedOn(TypesyncConfig config) {
        if (!config.enabled()) {
            throw new ConfigurationException(
                    "typesync is switched off by enabled: false in the configuration; there is nothing to do");
        }
        return config;
    }
}
