package dev.typesync.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import dev.typesync.testkit.TypesenseServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the packaged jar as a separate process. */
class TypesyncJarIT {
    private static final Path JAR = Path.of(System.getProperty("typesync.jar", "target/typesync.jar"));

    @TempDir
    Path directory;

    @Test
    void containsNeitherSignaturesNorModuleInfo() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("META-INF/LICENSE", "META-INF/services/java.sql.Driver")
                    .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA)"))
                    .noneMatch(name -> name.endsWith("module-info.class"));
        }
    }

    /** The shading leaves out the files of these names, since each library would overwrite that of the one before. */
    @Test
    void containsTheLicencesOfSlf4jAndPgjdbc() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(text(jar, "META-INF/licenses/org.slf4j/LICENSE.txt"))
                    .contains("QOS.ch", "Permission is hereby granted");
            assertThat(text(jar, "META-INF/licenses/org.postgresql/LICENSE"))
                    .contains(
                            "PostgreSQL Global Development Group", "Redistribution and use in source and binary forms");
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        assertThat(entry).as(name).isNotNull();
        try (InputStream content = jar.getInputStream(entry)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void printsItsVersion() throws Exception {
        Process process = start("--version");

        assertThat(process.waitFor(60, SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(output("out")).matches("typesync \\d+\\.\\d+\\.\\d+.*\\s");
    }

    @Test
    void endsWithTheExitCodeOfTheCommandAndPrintsTheReasonWithoutAStackTrace() throws Exception {
        Process process = start("status");

        assertThat(process.waitFor(60, SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(output("out")).isEmpty();
        assertThat(output("err"))
                .startsWith("typesync: There is no configuration.")
                .doesNotContain("\tat ");
    }

    @Test
    void replicatesUntilTerminationAndExitsWithZero() throws Exception {
        PostgresServer postgres = SharedServers.postgres();
        TypesenseServer typesense = SharedServers.typesense();
        String database = postgres.createDatabase();
        String alias = database + "_products";
        Files.writeString(directory.resolve("typesync.yaml"), """
                typesense: { nodes: ["%s"], apiKey: "%s", collectionPrefix: %s_ }
                database: { url: "%s" }
                collections: { products: {} }
                """.formatted(
                        typesense.url(), typesense.apiKey(), database, postgres.url(database)));
        sql(postgres, database, "create table products (id int primary key, name text)");
        sql(postgres, database, "insert into products values (1, 'lamp')");

        Process process = start("run");
        try {
            awaitDocument(typesense, alias, "1", "lamp");
            sql(postgres, database, "insert into products values (2, 'chair')");
            sql(
                    postgres,
                    database,
                    "insert into typesync.outbox (tbl, op, keys) values ('public.products', 'k', '{2}')");
            awaitDocument(typesense, alias, "2", "chair");
        } finally {
            process.destroy();
        }

        assertThat(process.waitFor(30, SECONDS)).isTrue();
        assertThat(output("err")).contains("replicating 1 collections");
        assertThat(process.exitValue()).isZero();
        typesense.deleteCollections(database);
    }

    private void awaitDocument(TypesenseServer typesense, String alias, String id, String name) {
        await("document " + id)
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(typesense
                                .request("GET", "/collections/" + alias + "/documents/" + id, null)
                                .body())
                        .as(output("err"))
                        .contains("\"" + name + "\""));
    }

    private Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toAbsolutePath().toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(file("out"))
                .redirectError(file("err"));
        builder.environment().remove("TYPESYNC_CONFIG");
        return builder.start();
    }

    private File file(String name) {
        return directory.resolve(name).toFile();
    }

    private String output(String name) throws IOException {
        return Files.readString(directory.resolve(name), StandardCharsets.UTF_8);
    }

    private static void sql(PostgresServer postgres, String database, String sql) throws SQLException {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
