package dev.typesync.jartest.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.typesync.testkit.Deployment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Virtual threads write through the driver, and none of typesync's code pins them to their carrier thread. */
class VirtualThreadsIT {
    @TempDir
    private Path directory;

    @Test
    void replicatesWhatAThousandVirtualThreadsWrite() throws Exception {
        Optional<Jvm> java25 = Jvm.java25();
        assumeThat(java25)
                .as("there is no Java 25; -Dtypesync.java25 can name its directory")
                .isPresent();
        Deployment shop = Deployment.ofProducts(directory, "collections:\n  products: {}\n");

        Jvm.Result program = java25.get()
                .run(
                        "java",
                        List.of(
                                "-cp",
                                Jvm.path(InstalledJar.minimalClassPath()),
                                VirtualThreads.class.getName(),
                                shop.url(),
                                directory.resolve("pinned.jfr").toString()));

        assertThat(program.exitCode()).as(program.output()).isZero();
        assertThat(program.output()).contains("delivered").doesNotContain("VirtualThreadPinned");
        assertThat(shop.documents("products").byId().values())
                .hasSize(VirtualThreads.WARM_UP + VirtualThreads.THREADS)
                .allSatisfy(
                        document -> assertThat((String) document.get("name")).endsWith("!"));
    }
}
