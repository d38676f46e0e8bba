package dev.typesync.jartest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.jdbc.TypesyncDataSource;
import dev.typesync.testkit.Deployment;
import java.sql.Connection;
import java.time.Duration;

/** Waits until every committed change of a deployment is in Typesense. Its replicator runs in this JVM. */
public final class Delivery {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private Delivery() {}

    public static void await(Deployment deployment) throws Exception {
        TypesyncDataSource dataSource = new TypesyncDataSource();
        dataSource.setUrl(deployment.url());
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.isValid(5)).isTrue();
            dataSource.awaitDelivered(TIMEOUT);
        }
    }
}
