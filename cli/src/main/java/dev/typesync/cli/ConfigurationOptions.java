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

/** The options that locate the configuration and the database. A mixin of every command that needs them. */
final class ConfigurationOptions extends Console {
    private static final Pattern PASSWORD = Pattern.compile("[?&](password|PGPASSWORD)=");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The configuration file. Default: the system property typesync.config, the environment variable"
                            + " TYPESYNC_CONFIG, ./typesync.yaml")
    private @Nullable String config;

    @Option(
            names = "--url",
            paramLabel = "JDBC-URL",
            description = "The URL of the database, with or without the prefix typesync:. Overrides database.url. The"
                    + " password comes from the configuration or PGPASSWORD.")
    private @Nullable String url;

    /** The configuration, with the database of {@code --url}. */
    TypesyncConfig config() {
        TypesyncConfig read =
                requireEnabled(ConfigurationFile.find(location(), environment()).read());
        return read.withDatabase(withUrlOption(read.database()));
    }

    /** The database for a command that does not need a configuration but uses an existing one. */
    DatabaseConfig database() {
        return withUrlOption(ConfigurationFile.lookUp(location(), environment())
                .map(file -> requireEnabled(file.read()).database())
                .orElseGet(DatabaseConfig::defaults));
    }

    /** The database for a command that uses a configuration only if an option names it. */
    DatabaseConfig databaseFromOptions() {
        return location() == null ? withUrlOption(DatabaseConfig.defaults()) : database();
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
            throw new ConfigurationException(
                    "--url contains a password, which the shell's history and other users of this"
                            + " machine can see; put it into PGPASSWORD or database.password");
        }
        return Optional.ofNullable(url).map(PrefixedUrl::parse);
    }

    private DatabaseConfig withUrlOption(DatabaseConfig other) {
        return new DatabaseConfig(
                url().map(PrefixedUrl::plain).orElse(other.url()), other.user(), other.password(), other.schema());
    }

    private static TypesyncConfig requireEnabled(TypesyncConfig config) {
        if (!config.enabled()) {
            throw new ConfigurationException(
                    "typesync is switched off by enabled: false in the configuration; the command does nothing");
        }
        return config;
    }
}
