package dev.typesync.jartest.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.jartest.Delivery;
import dev.typesync.jartest.jar.InstalledJar;
import dev.typesync.jartest.jar.Jvm;
import dev.typesync.testkit.Deployment;
import dev.typesync.testkit.SharedServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applications bring pgjdbc, in the version that their framework chose. {@link WorkloadIT} runs with the newest one.
 */
class PgjdbcVersionsIT {
    private static final long SEED = Long.getLong("typesync.seed", System.nanoTime());
    private static final long STATEMENTS = 5_000;

    @TempDir
    private Path directory;

    @Test
    void documentsEqualRowsWithTheOldestVersion() throws Exception {
        System.out.println("typesync.seed=" + SEED);
        Deployment shop = deploy();

        Jvm.Result application = runWith("postgresql-42.6.0.jar", shop);

        assertThat(application.exitCode()).as(application.output()).isZero();
        assertThat(application.output()).contains("done");
        Delivery.await(shop);
        try (Connection rows = shop.connectPlain()) {
            new DocumentsEqualRows(rows, shop).check();
        }
    }

    @Test
    void refusesAnOlderVersion() throws Exception {
        Jvm.Result application = runWith("postgresql-42.5.6.jar", deploy());

        assertThat(application.exitCode()).isNotZero();
        assertThat(application.output())
                .contains("typesync: pgjdbc 42.5.6 is too old: the oldest version that typesync works with is 42.6.0;"
                        + " use a newer version of org.postgresql:postgresql");
    }

    private Deployment deploy() throws Exception {
        return Deployment.create(
                SharedServers.postgres(), SharedServers.typesense(), directory, ShopSchema.DDL, ShopSchema.COLLECTIONS);
    }

    private static Jvm.Result runWith(String pgjdbc, Deployment shop) throws Exception {
        return Jvm.ofTheTests()
                .run(
                        "java",
                        List.of(
                                "-cp",
                                Jvm.path(List.of(
                                        InstalledJar.path(),
                                        Path.of("target", "pgjdbc-versions", pgjdbc),
                                        InstalledJar.onClassPath("test-classes"))),
                                WorkloadMain.class.getName(),
                                shop.url(),
                                Long.toString(SEED),
                                Long.toString(STATEMENTS)));
    }
}
