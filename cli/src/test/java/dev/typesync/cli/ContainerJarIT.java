package dev.typesync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Dockerfile names files that exist, and its command runs with these files outside a container. */
class ContainerJarIT {
    private static final Path ROOT = DocumentedSample.ROOT;
    private static final Pattern BUILT = Pattern.compile("(.*)/target/([^/]+)\\.jar");

    @TempDir
    Path directory;

    @Test
    void copiedFilesExist() throws IOException {
        List<ContainerCopy> copies =
                stages().stream().flatMap(stage -> stage.copies().stream()).toList();

        assertThat(copies).hasSizeGreaterThan(2).allSatisfy(copy -> {
            MatchResult built =
                    BUILT.matcher(copy.source()).results().findFirst().orElse(null);
            if (built == null) {
                assertThat(ROOT.resolve(copy.source())).exists();
            } else {
                assertThat(Files.readString(ROOT.resolve(built.group(1)).resolve("pom.xml")))
                        .contains("<finalName>" + built.group(2) + "</finalName>");
            }
        });
    }

    @Test
    void buildsModulesThatExist() throws IOException {
        List<String> commands = stages().stream()
                .flatMap(stage -> stage.arguments("RUN").stream())
                .toList();

        assertThat(commands).isNotEmpty().allMatch(command -> command.startsWith("mvn "));
        assertThat(values(commands, " -pl (\\S+)"))
                .isNotEmpty()
                .allSatisfy(modules -> assertThat(modules.split(","))
                        .allSatisfy(module -> assertThat(ROOT.resolve(module).resolve("pom.xml"))
                                .exists()));
        assertThat(values(commands, " -f (\\S+)"))
                .isNotEmpty()
                .allSatisfy(pom -> assertThat(ROOT.resolve(pom)).exists());
    }

    @Test
    void theEntryPointRunsTheCommandLine() throws Exception {
        assertThat(entryPoint("--version")).matches("typesync \\d+\\.\\d+\\.\\d+.*\\s");
    }

    @Test
    void theDefaultCommandIsTheReplicator() throws Exception {
        List<String> command = new ArrayList<>(last().words("CMD"));
        command.add("--help");

        assertThat(entryPoint(command.toArray(String[]::new))).startsWith("Usage: typesync run");
    }

    /** Runs the last stage's entry point with the copied files where they are in the repository. */
    private String entryPoint(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        for (String word : last().words("ENTRYPOINT")) {
            command.add(last().copies().stream()
                    .filter(copy -> copy.target().equals(word))
                    .map(copy -> ROOT.resolve(copy.source()).toAbsolutePath().toString())
                    .findFirst()
                    .orElse(word));
        }
        command.set(
                0,
                Path.of(System.getProperty("java.home"), "bin", command.get(0)).toString());
        command.addAll(List.of(arguments));
        File output = directory.resolve("output").toFile();
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        assertThat(process.waitFor(60, SECONDS)).isTrue();
        String text = Files.readString(output.toPath(), UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    private static List<String> values(List<String> commands, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return commands.stream()
                .flatMap(command -> pattern.matcher(command).results())
                .map(result -> result.group(1))
                .toList();
    }

    private static ContainerStage last() throws IOException {
        List<ContainerStage> stages = stages();
        return stages.get(stages.size() - 1);
    }

    private static List<ContainerStage> stages() throws IOException {
        return ContainerStage.of(ROOT.resolve("Dockerfile"));
    }
}
