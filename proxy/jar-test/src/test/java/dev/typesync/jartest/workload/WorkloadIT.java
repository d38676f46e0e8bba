package dev.typesync.jartest.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.jartest.Delivery;
import dev.typesync.testkit.Deployment;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.TypesenseServer;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the installed jar, documents equal rows in the end, even if Typesense or the application was killed. */
class WorkloadIT {
    /** Number of statements per run. Use {@code -Dtypesync.workload.statements=200000} for a long run. */
    private static final long STATEMENTS = Long.getLong("typesync.workload.statements", 20_000L);

    private static final long SEED = Long.getLong("typesync.seed", System.nanoTime());
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static PostgresServer postgres;
    private static TypesenseServer typesense;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startServers() {
        postgres = PostgresServer.start();
        typesense = TypesenseServer.start();
        System.out.println("typesync.seed=" + SEED);
    }

    @AfterAll
    static void stopServers() {
        typesense.close();
        postgres.close();
    }

    @Test
    void documentsEqualRowsAfterTheWorkload() throws Exception {
        Deployment shop = deploy();
        new Workload(shop.url(), SEED).run(STATEMENTS);
        check(shop);
    }

    @Test
    void documentsEqualRowsAfterTheWorkloadWithChangesInMemory() throws Exception {
        Deployment shop = Deployment.create(postgres, typesense, directory, ShopSchema.DDL, ShopSchema.IN_MEMORY);
        new Workload(shop.url(), SEED + 2).run(STATEMENTS);
        check(shop);
        try (Connection plain = shop.connectPlain();
                ResultSet schemas =
                        plain.createStatement().executeQuery("select 1 from pg_namespace where nspname = 'typesync'")) {
            assertThat(schemas.next()).as("a schema of typesync").isFalse();
        }
    }

    @Test
    void documentsEqualRowsAfterTypesenseWasKilledTwice() throws Exception {
        Deployment shop = deploy();
        Workload workload = new Workload(shop.url(), SEED + 1);
        CompletableFuture<Void> killer = CompletableFuture.runAsync(() -> {
            for (int kill = 1; kill <= 2; kill++) {
                long from = STATEMENTS * kill / 3;
                await().atMost(TIMEOUT).until(() -> workload.executed() >= from);
                typesense.kill9();
                typesense.restart();
            }
        });
        workload.run(STATEMENTS);
        killer.get();
        check(shop);
    }

    @Test
    void documentsEqualRowsAfterTheApplicationWasKilledTwice() throws Exception {
        Deployment shop = deploy();
        for (int run = 0; run < 3; run++) {
            long killAfter = run == 2 ? Long.MAX_VALUE : STATEMENTS / 3;
            runApplication(shop, SEED + 10 + run, killAfter);
        }
        check(shop);
    }

    private void runApplication(Deployment shop, long seed, long killAfter) throws Exception {
        Process application = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkloadMain.class.getName(),
                        shop.url(),
                        Long.toString(seed),
                        Long.toString(STATEMENTS / 2)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        boolean killed = false;
        try (BufferedReader output = application.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            while (line != null && !line.equals("done") && !killed) {
                killed = Long.parseLong(line) >= killAfter;
                line = killed ? null : output.readLine();
            }
            if (killed) {
                application.destroyForcibly();
            }
        }
        int exit = application.waitFor();
        assertThat(killed || exit == 0)
                .as("exit code of the application: %s", exit)
                .isTrue();
        assertThat(killed).isEqualTo(killAfter != Long.MAX_VALUE);
    }

    private Deployment deploy() throws Exception {
        return Deployment.create(postgres, typesense, directory, ShopSchema.DDL, ShopSchema.COLLECTIONS);
    }

    private static void check(Deployment shop) throws Exception {
        Delivery.await(shop);
        try (Connection rows = shop.connectPlain()) {
            new DocumentsEqualRows(rows, shop).check();
        }
    }
}
