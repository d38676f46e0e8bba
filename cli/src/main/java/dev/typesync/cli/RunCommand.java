package dev.typesync.cli;

import dev.typesync.config.ConfigurationException;
import dev.typesync.config.Durability;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.event.ChangeBus;
import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.Replicator;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The replicator as a process of its own, until it is told to end. */
@Command(name = "run", description = "Run the replicator as a process of its own, until SIGTERM.")
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = System.getLogger("dev.typesync.cli");

    @Mixin
    private final ConfiguredCommand configuredCommand = new ConfiguredCommand();

    @Override
    public Integer call() throws SQLException, OutboxRightsException, InterruptedException {
        ConsoleLog.service();
        TypesyncConfig config = configuredCommand.config();
        if (config.delivery().durability() == Durability.MEMORY) {
            throw new ConfigurationException(
                    "with delivery.durability: memory the process that changes rows delivers its"
                            + " changes itself; there is nothing to run beside it, use durability: outbox for that");
        }
        DatabaseConnections databaseConnections = configuredCommand.connectionsTo(config.database());
        prepare(databaseConnections, new OutboxSchema(config.database().schema()));
        Termination termination = new Termination();
        Runtime.getRuntime().addShutdownHook(termination);
        try (ChangeBus bus = new ChangeBus()) {
            Replicator replicator = Replicator.start(config, databaseConnections, bus);
            try {
                LOG.log(
                        Level.INFO,
                        "replicating {0} collections",
                        config.collections().size());
                termination.await();
            } finally {
                replicator.close();
            }
        } finally {
            termination.closed();
        }
        return ExitCode.FINE;
    }

    /** What is wrong at the start is told at once; what goes wrong later is tried again by the replicator. */
    private static void prepare(DatabaseConnections databaseConnections, OutboxSchema schema)
            throws SQLException, OutboxRightsException {
        try (Connection connection = databaseConnections.open()) {
            schema.ensure(connection);
            schema.checkReplicator(connection);
        }
    }

    /**
     * Runs when the process is told to end. A JVM that ends by a signal would exit with 128 and the signal's number;
     * having been told to end and having ended is no failure, so the exit code is 0.
     */
    private static final class Termination extends Thread {
        private final CountDownLatch told = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        Termination() {
            super("typesync-termination");
        }

        void await() throws InterruptedException {
            told.await();
        }

        void closed() {
            closed.countDown();
        }

        @Override
        public void run() {
            if (closed.getCount() == 0) {
                return; // the command has failed and the process ends with its own code
            }
            told.countDown();
            try {
                closed.await();
                Runtime.getRuntime().halt(ExitCode.FINE);
            } catch (InterruptedException e) {
                currentThread().interrupt();
            }
        }
    }
}
