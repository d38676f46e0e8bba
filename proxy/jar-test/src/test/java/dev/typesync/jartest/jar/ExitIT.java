package dev.typesync.jartest.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.jartest.Delivery;
import dev.typesync.testkit.Deployment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that exits sends what waits in it, and an application may write until the end. */
class ExitIT {
    @TempDir
    private Path directory;

    @Test
    void sendsWhatWaitsInMemoryAtExit() throws Exception {
        Deployment shop = deploy("delivery: { durability: memory }\n");

        run(shop, ExitingProgram.Writes.AFTER_A_DELIVERY);

        assertThat(shop.documents("products").byId()).hasSize(50);
    }

    @Test
    void sendsTheFirstWriteOfAProgramThatEndsWithIt() throws Exception {
        Deployment shop = deploy("delivery: { durability: memory }\n");
        run(shop, ExitingProgram.Writes.AFTER_A_DELIVERY); // makes the collection

        run(shop, ExitingProgram.Writes.AT_ONCE);

        assertThat(shop.documents("products").byId()).hasSize(100);
    }

    @Test
    void anApplicationMayConnectForTheFirstTimeWhileTheJvmShutsDown() throws Exception {
        Deployment shop = deploy("");

        run(shop, ExitingProgram.Writes.DURING_SHUTDOWN);

        Delivery.await(shop); // by this process
        assertThat(shop.documents("products").byId()).hasSize(50);
    }

    private Deployment deploy(String delivery) throws Exception {
        return Deployment.ofProducts(directory, "collections:\n  products: {}\n" + delivery);
    }

    private static void run(Deployment shop, ExitingProgram.Writes writes) throws Exception {
        Jvm.Result program = Jvm.ofTheTests()
                .run(
                        "java",
                        List.of(
                                "-cp",
                                Jvm.path(InstalledJar.minimalClassPath()),
                                ExitingProgram.class.getName(),
                                shop.url(),
                                writes.name()));

        assertThat(program.exitCode()).as(program.output()).isZero();
        assertThat(program.output()).contains("written").doesNotContain("Exception");
    }
}
