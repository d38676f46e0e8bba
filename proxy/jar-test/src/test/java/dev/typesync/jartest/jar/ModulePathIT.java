package dev.typesync.jartest.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.typesync.testkit.Deployment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is a named module and requires only {@code dev.typesync.jdbc}. */
class ModulePathIT {
    private static final Path SOURCES = Path.of("src", "test", "resources", "module-path");

    @TempDir
    private Path directory;

    @Test
    void replicatesForAModule() throws Exception {
        assertReplicatesFor(Jvm.ofTheTests());
    }

    @Test
    void replicatesForAModuleOnJava25() throws Exception {
        Optional<Jvm> java25 = Jvm.java25();
        assumeThat(java25)
                .as("there is no Java 25; -Dtypesync.java25 can name its directory")
                .isPresent();
        assertReplicatesFor(java25.get());
    }

    /**
     * Annotations, which need no class at run time, the providers of TLS that OkHttp would use if it opened one, and
     * Spring, which is not needed where there is none.
     */
    private static final Pattern OPTIONAL = Pattern.compile("-> (org\\.jspecify\\.annotations|io\\.swagger\\.v3"
            + "\\.oas\\.annotations|org\\.(bouncycastle|conscrypt|openjsse|springframework))\\.");

    @Test
    void requiresEveryModuleThatItsClassesUse() throws Exception {
        Jvm.Result checked = Jvm.ofTheTests()
                .run(
                        "jdeps",
                        List.of("--multi-release=17", "--module-path=" + libraries(), "--check=dev.typesync.jdbc"));

        assertThat(checked.output()).contains("[Module descriptor]", "requires java.net.http");
        assertThat(checked.output().lines().filter(line -> line.contains("-> ")))
                .allMatch(line -> OPTIONAL.matcher(line).find());
    }

    private static String libraries() {
        return Jvm.path(List.of(InstalledJar.path(), InstalledJar.pgjdbc()));
    }

    private void assertReplicatesFor(Jvm jvm) throws Exception {
        Deployment shop = Deployment.ofProducts(directory, "collections:\n  products: {}\n");
        Path module = directory.resolve("com.example.shop");
        Jvm.Result compiled = jvm.run(
                "javac",
                List.of(
                        "--module-path=" + libraries(),
                        "-d",
                        module.toString(),
                        SOURCES.resolve("module-info.java").toString(),
                        SOURCES.resolve("Shop.java").toString()));
        assertThat(compiled.exitCode()).as(compiled.output()).isZero();

        Jvm.Result program = jvm.run(
                "java",
                List.of(
                        "--module-path=" + Jvm.path(List.of(InstalledJar.path(), InstalledJar.pgjdbc(), module)),
                        "--module=com.example.shop/com.example.shop.Shop",
                        shop.url()));

        assertThat(program.exitCode()).as(program.output()).isZero();
        assertThat(program.output())
                .contains("delivered by module dev.typesync.jdbc")
                .doesNotContain("SLF4J");
        assertThat(shop.documents("products").byId()).containsOnlyKeys("1");
    }
}
