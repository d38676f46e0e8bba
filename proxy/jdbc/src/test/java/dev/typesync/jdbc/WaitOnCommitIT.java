package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.typesync.replicator.CommitWait;
import dev.typesync.testkit.BranchId;
import dev.typesync.testkit.Deployment;
import dev.typesync.testkit.SharedServers;
import dev.typesync.testkit.TypesenseServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A COMMIT returns when its documents can be found. Without an urgent delivery each test would take as long as the pace,
 * which is longer than the tests may take.
 */
@Timeout(120)
class WaitOnCommitIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DELIVERY = "delivery: { waitOnCommit: 1h, pace: 1h, maxDelay: 1h%s }\n";
    private static final String DDL = "create table item (id int primary key, title text);"
            + " create table other (id int primary key, n int); insert into item values (1, 'first');"
            + " insert into other values (1, 0)";

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        TypesyncRuntime.closeAll();
    }

    /** Ways to commit an update of the row to a title. */
    enum Way {
        AUTOCOMMIT {
            @Override
            void commit(Connection connection, String title) throws SQLException {
                update(connection, title);
            }
        },
        BATCH {
            @Override
            void commit(Connection connection, String title) throws SQLException {
                try (PreparedStatement update = connection.prepareStatement("update item set title = ? where id = 1")) {
                    update.setString(1, "before");
                    update.addBatch();
                    update.setString(1, title);
                    update.addBatch();
                    update.executeBatch();
                }
            }
        },
        COMMIT {
            @Override
            void commit(Connection connection, String title) throws SQLException {
                connection.setAutoCommit(false);
                update(connection, title);
                connection.commit();
            }
        },
        COMMIT_BY_SQL {
            @Override
            void commit(Connection connection, String title) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("begin");
                    update(connection, title);
                    statement.execute("commit");
                }
            }
        },
        AUTOCOMMIT_SWITCHED_ON {
            @Override
            void commit(Connection connection, String title) throws SQLException {
                connection.setAutoCommit(false);
                update(connection, title);
                connection.setAutoCommit(true);
            }
        };

        abstract void commit(Connection connection, String title) throws SQLException;
    }

    private static void update(Connection connection, String title) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update item set title = ? where id = 1")) {
            update.setString(1, title);
            update.executeUpdate();
        }
    }

    private Deployment deploy(String delivery) throws Exception {
        return deploy(SharedServers.typesense(), delivery);
    }

    private Deployment deploy(TypesenseServer typesense, String delivery) throws Exception {
        Deployment shop = Deployment.create(
                SharedServers.postgres(),
                typesense,
                directory,
                DDL,
                "collections: { item: {} }\n" + DELIVERY.formatted(delivery));
        TypesyncDataSource application = new TypesyncDataSource();
        application.setUrl(shop.url());
        application.getConnection().close();
        application.awaitDelivered(PATIENCE);
        return shop;
    }

    /** Whether the search finds the title, and not only the export. */
    private static boolean isFound(Deployment shop, String title) {
        String path = "/collections/" + shop.collectionPrefix() + "item/documents/search?query_by=title&q=" + title;
        return shop.typesense().request("GET", path, null).body().contains("\"found\":1,");
    }

    @ParameterizedTest
    @EnumSource
    void eachWayToCommitWaits(Way way) throws Exception {
        Deployment shop = deploy("");
        try (Connection connection = shop.connect()) {
            way.commit(connection, "second");
        }
        assertThat(isFound(shop, "second")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDistributedTransactionWaitsAtItsCommit(boolean onePhase) throws Exception {
        Deployment shop = deploy("");
        TypesyncXADataSource dataSource = new TypesyncXADataSource();
        dataSource.setUrl(shop.url());
        XAConnection physical = dataSource.getXAConnection();
        XAConnection other = dataSource.getXAConnection();
        XAResource resource = physical.getXAResource();
        Xid xid = new BranchId("wait" + onePhase);
        try (Connection connection = physical.getConnection()) {
            resource.start(xid, XAResource.TMNOFLAGS);
            update(connection, "second");
            resource.end(xid, XAResource.TMSUCCESS);
        }
        if (onePhase) {
            resource.commit(xid, true);
        } else {
            resource.prepare(xid);
            assertThat(isFound(shop, "second")).isFalse();
            other.getXAResource().commit(xid, false);
        }
        assertThat(isFound(shop, "second")).isTrue();
        physical.close();
        other.close();
    }

    /** A pool closes such a connection, and PostgreSQL rolls back. */
    @Test
    void theCloseOfAnOpenTransactionDoesNotWait() throws Exception {
        Deployment shop = deploy("");
        try (Connection connection = shop.connect()) {
            connection.setAutoCommit(false);
            update(connection, "second");
        }
        assertThat(isFound(shop, "second")).isFalse();
    }

    @Test
    void changesInMemoryAreAwaited() throws Exception {
        Deployment shop = deploy(", durability: memory");
        shop.execute("update item set title = 'second' where id = 1");
        assertThat(isFound(shop, "second")).isTrue();
    }

    @Test
    void aProcessThatOnlyWritesWaitsForTheOneThatReplicates() throws Exception {
        Deployment shop = deploy("");
        String url = shop.url("typesync.replicator=external&typesync.config=" + shop.configuration());
        TypesyncDataSource writer = new TypesyncDataSource();
        writer.setUrl(url);
        try (Connection connection = writer.getConnection()) {
            update(connection, "second");
            assertThat(isFound(shop, "second")).isTrue();
        }
        writer.awaitDelivered(PATIENCE);
    }

    @Test
    void threadsThatWaitTogetherAllFindTheirDocuments() throws Exception {
        Deployment shop = deploy("");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> found = IntStream.range(0, 64)
                    .mapToObj(i -> threads.submit(() -> {
                        shop.execute("insert into item values (" + (100 + i) + ", 'title" + i + "')");
                        return isFound(shop, "title" + i);
                    }))
                    .toList();
            for (Future<Boolean> each : found) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** The waits would take an hour, because Typesense does not run or nobody replicates. */
    @ParameterizedTest
    @ValueSource(strings = {"", "memory", "external"})
    void noCommitWaitsAfterTheDriverWasDeregistered(String mode) throws Exception {
        try (TypesenseServer typesense = TypesenseServer.start()) {
            Deployment shop = deploy(typesense, mode.equals("memory") ? ", durability: memory" : "");
            String url = shop.url("typesync.config=" + shop.configuration()
                    + (mode.equals("external") ? "&typesync.replicator=external" : ""));
            try (Connection connection = DriverManager.getConnection(url)) {
                typesense.kill9();
                Thread waiting = new Thread(
                        () -> assertThatCode(() -> update(connection, "second")).doesNotThrowAnyException());
                waiting.start();
                await().until(() -> Arrays.stream(waiting.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(CommitWait.class.getName())));

                TypesyncRuntime.closeAll();

                waiting.join();
                update(connection, "third");
            }
        }
    }

    /** The wait would take an hour, because Typesense does not run. */
    @Test
    void aTransactionThatChangedNothingReplicatedDoesNotWait() throws Exception {
        try (TypesenseServer typesense = TypesenseServer.start()) {
            Deployment shop = deploy(typesense, "");
            try (Connection connection = shop.connect()) {
                typesense.kill9();
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("update other set n = 1");
                    connection.commit();
                    statement.executeUpdate("update item set title = 'never' where id = 1");
                    connection.rollback();
                    assertThat(statement.executeUpdate("delete from item where id = 2"))
                            .isZero();
                    connection.rollback();
                }
            }
        }
    }
}
