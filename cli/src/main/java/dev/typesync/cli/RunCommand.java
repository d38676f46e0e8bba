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

/** Runs the replicator as a separate process until SIGTERM or SIGINT. */
@Command(name = "run", description = "Run the replicator as a separate process until SIGTERM.")
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = System.getLogger("dev.typesync.cli");

    @Mixin
    private final ConfigurationOptions options = new ConfigurationOptions();

    @Override
    public Integer call() throws SQLException, OutboxRightsException, InterruptedException {
        ConsoleLog.service();
        TypesyncConfig config = options.config();
        if (config.delivery().durability() == Durability.MEMORY) {
            throw new ConfigurationException(
                    "with delivery.durability: memory the process that changes rows delivers its"
                            + " changes itself; a separate replicator needs durability: outbox");
        }
        DatabaseConnections connections = options.connectionsTo(config.database());
        prepare(connections, new OutboxSchema(config.database().schema()));
        Termination termination = new Termination();
        Runtime.getRuntime().addShutdownHook(termination);
        try (ChangeBus bus = new ChangeBus()) {
            Replicator replicator = Replicator.start(config, connections, bus);
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
            termination.signalClosed();
        }
        return ExitCode.SUCCESS;
    }

    /** Reports problems at the start immediately. The replicator handles later problems by trying again. */
    private static void prepare(DatabaseConnections connections, OutboxSchema schema)
            throws SQLException, OutboxRightsException {
        try (Connection connection = connections.open()) {
            schema.ensure(connection);
            schema.checkReplicator(connection);
        }
    }

    /**
     * Runs when the process receives SIGTERM or SIGINT. A JVM that ends by a signal would exit with 128 plus the number
     * of the signal. A requested end is not a failure, so the exit code is 0.
     */
    private static final class Termination extends Thread {
        private final CountDownLatch requested = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        Termination() {
            super("typesync-termination");
        }

        void await() throws InterruptedException {
            requested.await();
        }

        void signalClosed() {
            closed.countDown();
        }

        @Override
        public void run() {
            if (closed.getCount() == 0) {
                return; // the command has failed, and the process ends with the exit code of the failure
            }
            requested.countDown();
            try {
                closed.await();
                Runtime.getRuntime().halt(ExitCode.SUCCESS);
            } catch (InterruptedException e) {
                currentThread().interrupt();
            }
        }
    }
}
