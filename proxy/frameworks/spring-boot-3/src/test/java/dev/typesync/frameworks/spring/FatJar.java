package dev.typesync.frameworks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.frameworks.spring.shop.ShopApplication;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.loader.tools.Layers;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/** Packages an application as Boot's Maven plugin does, with the plugin's own library, and runs it. */
final class FatJar {
    private static final Pattern LIBRARY =
            Pattern.compile("(typesync-jdbc|postgresql|HikariCP|spring-(core|beans|context"
                    + "|aop|expression|jdbc|tx|jcl)|spring-boot(-(autoconfigure|jdbc|persistence|sql|transaction))?|logback-.*"
                    + "|slf4j-api|jul-to-slf4j|log4j-.*|snakeyaml|micrometer-(commons|observation)|jspecify|commons-logging)"
                    + "-[0-9].*\\.jar");

    private FatJar() {}

    /** @param resources files for the root of the application's classes, by name */
    static Path create(Path jar, Map<String, byte[]> resources, Path... more) throws IOException {
        Path classes = jar.resolveSibling("classes-of-" + jar.getFileName());
        writeClasses(classes, resources);
        List<File> libraries = new ArrayList<>(classPath());
        Stream.of(more).map(Path::toFile).forEach(libraries::add);
        Repackager repackager = new Repackager(classes.toFile());
        repackager.setMainClass(ShopApplication.class.getName());
        repackager.setLayers(Layers.IMPLICIT);
        repackager.repackage(jar.toFile(), callback -> {
            for (File library : libraries) {
                callback.library(new Library(library, LibraryScope.RUNTIME));
            }
        });
        return jar;
    }

    /** The driver's jar on the class path of this test. */
    static Path driver() {
        return classPath().stream()
                .filter(jar -> jar.getName().startsWith("typesync-jdbc"))
                .findFirst()
                .orElseThrow()
                .toPath();
    }

    /** Runs {@code java} in a working directory, requires that it succeeds, and returns its output. */
    static String java(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    private static List<File> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .filter(jar -> LIBRARY.matcher(jar.getName()).matches())
                .toList();
    }

    private static void writeClasses(Path jar, Map<String, byte[]> resources) throws IOException {
        try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : List.of(ShopApplication.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                write(
                        output,
                        name,
                        type.getClassLoader().getResourceAsStream(name).readAllBytes());
            }
            for (Map.Entry<String, byte[]> resource : resources.entrySet()) {
                write(output, resource.getKey(), resource.getValue());
            }
        }
    }

    private static void write(JarOutputStream output, String name, byte[] content) throws IOException {
        output.putNextEntry(new JarEntry(name));
        output.write(content);
        output.closeEntry();
    }
}
