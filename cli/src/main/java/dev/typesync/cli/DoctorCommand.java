package dev.typesync.cli;

import dev.typesync.config.Durability;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.typesense.CollectionAdministration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks both servers and every collection, and reports what needs an action. */
@Command(
        name = "doctor",
        description = "Check both servers, rights, versions and collections, and print a remedy for each problem.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final ConfigurationOptions options = new ConfigurationOptions();

    @Override
    public Integer call() throws SQLException {
        TypesyncConfig config = options.config();
        DatabaseConnections connections = options.connectionsTo(config.database());
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("configuration", config.collections().size() + " collections"));
        CollectionAdministration typesense = new CollectionAdministration(config.typesense());
        boolean typesenseReady = TypesenseCheck.run(typesense, findings::add);
        try (Connection connection = connections.open()) {
            boolean outbox = config.delivery().durability() == Durability.OUTBOX;
            boolean usable =
                    DatabaseCheck.run(connection, outbox ? config.database().schema() : null, findings::add);
            if (usable && typesenseReady) {
                new CollectionCheck(config, connection, typesense, findings::add).run();
            }
        } catch (SQLException e) {
            if (CommandErrorHandler.exitCode(e) != ExitCode.UNREACHABLE) {
                throw e;
            }
            findings.add(Finding.unreachable(
                    "database", String.valueOf(e.getMessage()), "start the server, or correct database.url or --url"));
        }
        findings.forEach(finding -> options.out().println(finding));
        return exitCode(findings);
    }

    private static int exitCode(List<Finding> findings) {
        if (findings.stream().anyMatch(finding -> finding.level() == Finding.Level.UNREACHABLE)) {
            return ExitCode.UNREACHABLE;
        }
        boolean action = findings.stream().anyMatch(finding -> finding.level() == Finding.Level.ACTION);
        return action ? ExitCode.FAILURE : ExitCode.SUCCESS;
    }
}
