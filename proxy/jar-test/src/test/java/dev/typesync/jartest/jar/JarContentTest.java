package dev.typesync.jartest.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JarContentTest {
    /** Packages of libraries that an application may have in another version. */
    private static final List<String> RELOCATED = List.of(
            "com/google/common",
            "com/google/thirdparty",
            "com/google/errorprone",
            "com/fasterxml/jackson",
            "net/sf/jsqlparser",
            "okhttp3",
            "okio",
            "kotlin",
            "org/slf4j",
            "org/typesense",
            "org/yaml/snakeyaml",
            "org/jetbrains",
            "javax/xml/bind",
            "io/swagger");

    /** Libraries that the application provides. JSpecify's annotations are not needed at run time. */
    private static final List<String> NOT_BUNDLED =
            List.of("org/postgresql/", "io/micrometer/", "org/springframework/", "picocli/", "javax/", "org/jspecify/");

    @Test
    void containsOnlyTypesyncsPackages() throws Exception {
        assertThat(entries())
                .allMatch(
                        name -> name.startsWith("dev/typesync/") || name.startsWith("META-INF/") || name.equals("dev/"))
                .noneMatch(name -> name.endsWith("module-info.class"))
                .noneMatch(name -> name.startsWith("META-INF/versions/"))
                .noneMatch(name -> NOT_BUNDLED.stream().anyMatch(name::contains));
    }

    @Test
    void refersToRelocatedLibrariesOnly() throws Exception {
        Pattern unrelocated = Pattern.compile(
                "(?<!shaded[/.])\\b(" + String.join("|", RELOCATED).replace("/", "[/.]") + ")[/.]");
        try (JarFile jar = new JarFile(InstalledJar.path().toFile())) {
            List<String> violations = jar.stream()
                    .filter(entry -> entry.getName().startsWith("dev/typesync/"))
                    .filter(entry -> !entry.getName().startsWith("dev/typesync/shaded/"))
                    .filter(entry -> unrelocated.matcher(text(jar, entry)).find())
                    .map(JarEntry::getName)
                    .toList();
            assertThat(violations).isEmpty();
        }
    }

    @Test
    void keepsTheNamesThatApplicationsUse() throws Exception {
        assertThat(entries())
                .contains(
                        "dev/typesync/jdbc/TypesyncDriver.class",
                        "dev/typesync/jdbc/TypesyncDataSource.class",
                        "dev/typesync/jdbc/TypesyncXADataSource.class",
                        "dev/typesync/event/CommittedTransactionListener.class",
                        "dev/typesync/event/CommittedTransaction.class",
                        "dev/typesync/event/TableChange.class");
    }

    @Test
    void registersTheDriverAndNamesItsModule() throws Exception {
        try (JarFile jar = new JarFile(InstalledJar.path().toFile())) {
            assertThat(text(jar, jar.getJarEntry("META-INF/services/java.sql.Driver")))
                    .isEqualToIgnoringNewLines("dev.typesync.jdbc.TypesyncDriver");
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("dev.typesync.jdbc");
        }
    }

    /** A service file with a missing class would break every lookup of that service. */
    @Test
    void containsEveryProviderInItsServiceFiles() throws Exception {
        List<String> entries = entries();
        try (JarFile jar = new JarFile(InstalledJar.path().toFile())) {
            List<String> providers = jar.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith("META-INF/services/"))
                    .flatMap(entry -> text(jar, entry).lines())
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
            assertThat(providers)
                    .contains("dev.typesync.jdbc.TypesyncDriver")
                    .allMatch(provider -> provider.startsWith("dev.typesync."))
                    .allMatch(provider -> entries.contains(provider.replace('.', '/') + ".class"));
        }
    }

    @Test
    void containsTheLicenses() throws Exception {
        assertThat(entries()).contains("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/THIRD-PARTY.txt");
    }

    @Test
    void isInstalledWithoutParentAndDependencies() throws Exception {
        Path jar = InstalledJar.path();
        String pom =
                Files.readString(jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", ".pom")));

        assertThat(pom)
                .contains("<artifactId>typesync-jdbc</artifactId>")
                .doesNotContain("<parent>")
                .doesNotContain("<dependenc");
    }

    private static List<String> entries() throws Exception {
        try (JarFile jar = new JarFile(InstalledJar.path().toFile())) {
            return jar.stream().map(JarEntry::getName).toList();
        }
    }

    private static String text(JarFile jar, JarEntry entry) {
        try (InputStream input = jar.getInputStream(entry)) {
            return new String(input.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
