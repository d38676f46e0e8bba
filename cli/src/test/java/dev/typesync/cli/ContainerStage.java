package dev.typesync.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A stage of the Dockerfile.
 *
 * @param name the word after AS
 * @param instructions the lines after FROM, with continued lines joined
 */
record ContainerStage(String name, List<String> instructions) {

    static List<ContainerStage> of(Path dockerfile) throws IOException {
        List<ContainerStage> stages = new ArrayList<>();
        String text = Files.readString(dockerfile).replaceAll("(?m)^#.*\\n", "").replace("\\\n", " ");
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            if (line.startsWith("FROM ")) {
                String[] words = line.split("\\s+");
                stages.add(new ContainerStage(words[words.length - 1], new ArrayList<>()));
            } else {
                stages.get(stages.size() - 1).instructions.add(line);
            }
        }
        return stages;
    }

    /** The arguments of each instruction of this kind. */
    List<String> arguments(String instruction) {
        return instructions.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length()).strip())
                .toList();
    }

    /** The words of ENTRYPOINT or CMD, which must be JSON: a shell would not pass on the signal to stop. */
    List<String> words(String instruction) throws IOException {
        return Arrays.asList(new ObjectMapper().readValue(arguments(instruction).get(0), String[].class));
    }

    List<ContainerCopy> copies() {
        return arguments("COPY").stream().map(ContainerCopy::parse).toList();
    }
}
