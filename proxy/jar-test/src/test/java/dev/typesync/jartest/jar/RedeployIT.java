package dev.typesync.jartest.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.typesync.testkit.Deployment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that is stopped leaves nothing that keeps its class loader alive. */
class RedeployIT {
    private static final int DEPLOYMENTS = 3;
    private static final String PACKAGE = "dev.typesync.jartest.redeploy.";

    @TempDir
    private Path directory;

    /** The control: what pgjdbc keeps is not typesync's. */
    @Test
    void pgjdbcAloneKeepsNothing() throws Exception {
        assertEveryLoaderIsCollected(Jvm.ofTheTests(), "WebApplication");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DriverApplication", "DataSourceApplication"})
    void keepsNothingOfAStoppedApplication(String application) throws Exception {
        assertEveryLoaderIsCollected(Jvm.ofTheTests(), application);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DriverApplication", "DataSourceApplication"})
    void keepsNothingOfAStoppedApplicationOnJava25(String application) throws Exception {
        Optional<Jvm> java25 = Jvm.java25();
        assumeThat(java25)
                .as("there is no Java 25; -Dtypesync.java25 can name its directory")
                .isPresent();
        assertEveryLoaderIsCollected(java25.get(), application);
    }

    private void assertEveryLoaderIsCollected(Jvm jvm, String application) throws Exception {
        Deployment shop = Deployment.ofProducts(directory, "collections:\n  products: {}\n");
        boolean byDriver = application.equals("DriverApplication");
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx128m",
                "-XX:SoftRefLRUPolicyMSPerMB=0", // what only soft references hold is collected when memory is needed
                "-XX:ActiveProcessorCount=4", // with one or two processors there is no common pool of threads
                "-Dtypesync.config=" + shop.configuration(),
                "-cp",
                InstalledJar.onClassPath("test-classes").toString(),
                PACKAGE + "Redeployments",
                PACKAGE + application,
                byDriver ? shop.url() : shop.postgres().url(shop.database()),
                String.valueOf(DEPLOYMENTS),
                Path.of("target", shop.database() + ".hprof").toAbsolutePath().toString()));
        InstalledJar.minimalClassPath().forEach(entry -> arguments.add(entry.toString()));

        Jvm.Result result = jvm.run("java", arguments);

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("collected " + DEPLOYMENTS).doesNotContain("Exception");
        if (!application.equals("WebApplication")) {
            assertThat(shop.documents("products").byId()).hasSize(DEPLOYMENTS * 4);
        }
    }
}
