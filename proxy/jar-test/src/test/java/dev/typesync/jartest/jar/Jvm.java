package dev.typesync.jartest.jar;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java installation, in which programs run that the tests start.
 *
 * @param home its directory
 */
public record Jvm(Path home) {
    private static final String PROPERTY_25 = "typesync.java25";
    private static final Path DEBIAN_INSTALLATIONS = Path.of("/usr/lib/jvm");

    /** How a program ended, and what it printed. */
    public record Result(int exitCode, String output) {}

    /** The installation that runs the tests: Java 17, which is the oldest that typesync supports. */
    public static Jvm ofTheTests() {
        return new Jvm(Path.of(System.getProperty("java.home")));
    }

    /** Java 25: the installation that the property {@value #PROPERTY_25} names, else one that Debian's packages made. */
    public static Optional<Jvm> java25() {
        String named = System.getProperty(PROPERTY_25);
        if (named != null) {
            return Optional.of(new Jvm(Path.of(named)));
        }
        if (!Files.isDirectory(DEBIAN_INSTALLATIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> installations = Files.list(DEBIAN_INSTALLATIONS)) {
            return installations
                    .filter(home -> home.getFileName().toString().matches(".*\\b25\\b.*"))
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .sorted()
                    .findFirst()
                    .map(Jvm::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one of the tools of the installation, such as {@code java}, and waits for its end. */
    public Result run(String tool, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve(tool).toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    /** Joins the entries of a class path or of a module path. */
    public static String path(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
