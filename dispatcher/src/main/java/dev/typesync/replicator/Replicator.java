package dev.typesync.replicator;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.event.ChangeBus;
import dev.typesync.source.ConnectionFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Being built: the signature that the driver and the command line call. */
public final class Replicator implements AutoCloseable {
    private Replicator() {}

    public static Replicator start(TypesyncConfig config, ConnectionFactory connections, ChangeBus bus) {
        return new Replicator();
    }

    public void awaitDelivered(Duration timeout) throws TimeoutException, InterruptedException {
        if (!timeout.isNegative()) {
            throw new TimeoutException("being built");
        }
    }

    public List<CollectionStatus> status() throws SQLException {
        return List.of();
    }

    @Override
    public void close() {}
}
