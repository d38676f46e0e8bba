package dev.typesync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.typesync.config.ConfigurationFile;
import dev.typesync.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every YAML and shell sample of the documents works. YAML is read like a configuration. Shell commands are checked
 * against the Makefile, the command line and the files they name. The commands of docs/adoption.md are executed, by a
 * test of the installed jar.
 */
class DocumentationTest {
    private static final String TYPESENSE = "typesense: { nodes: [http://localhost:8108], apiKey: k }\n";
    private static final Pattern FIRST_KEY = Pattern.compile("(?m)^(\\w+):");

    /** The first keys of the YAML of frameworks, which have their own tests. Here it only has to be well formed. */
    private static final Set<String> OTHER_PROGRAMS = Set.of("spring", "quarkus", "datasources");

    private static final String JAR = "java -jar cli/target/typesync.jar ";

    @TempDir
    Path directory;

    @Test
    void configurationsAreAccepted() throws IOException {
        List<DocumentedSample> samples = DocumentedSample.all("yaml");
        assertThat(samples).hasSizeGreaterThan(3);
        for (DocumentedSample sample : samples) {
            if (OTHER_PROGRAMS.contains(firstKey(sample.text()))) {
                assertThat(new YAMLMapper().readTree(sample.text()).isObject())
                        .as(sample.toString())
                        .isTrue();
                continue;
            }
            Path file = Files.writeString(directory.resolve("typesync.yaml"), whole(sample.text()));
            assertThatCode(() -> ConfigurationFile.find(
                                    file.toString(), Environment.of(Map.of("TYPESENSE_API_KEY", "k")))
                            .read())
                    .as(sample + "\n" + sample.text())
                    .doesNotThrowAnyException();
        }
    }

    /** A sample can be a part: of a collection, or of the file. */
    private static String whole(String sample) {
        return switch (firstKey(sample)) {
            case "typesense" -> sample;
            case "fields", "schema", "columns" -> TYPESENSE + "collections:\n  products:\n" + sample.indent(4);
            case "collections" -> TYPESENSE + sample;
            default -> TYPESENSE + "collections: { products: {} }\n" + sample;
        };
    }

    private static String firstKey(String sample) {
        Matcher key = FIRST_KEY.matcher(sample);
        assertThat(key.find()).as("a key at the start of a line of\n" + sample).isTrue();
        return key.group(1);
    }

    @Test
    void commandsExist() throws IOException {
        List<DocumentedSample> samples = DocumentedSample.all("sh").stream()
                .filter(sample -> !sample.file().endsWith("adoption.md"))
                .toList();
        assertThat(samples).isNotEmpty();
        for (DocumentedSample sample : samples) {
            assertThat(commands(sample)).as(sample.toString()).isNotEmpty().allSatisfy(DocumentationTest::check);
        }
    }

    @Test
    void namesOfTargetsInTheTextExist() throws IOException {
        String pages = Files.readString(DocumentedSample.ROOT.resolve("README.md"))
                + Files.readString(DocumentedSample.ROOT.resolve("CONTRIBUTING.md"));
        List<String> named = Pattern.compile("`make ([a-z-]+)`")
                .matcher(pages)
                .results()
                .map(result -> result.group(1))
                .toList();
        assertThat(named).isNotEmpty().isSubsetOf(targets());
    }

    private static List<String> commands(DocumentedSample sample) {
        return sample.text()
                .replace("\\\n", " ")
                .lines()
                .map(line -> line.replaceFirst("(^|\\s)#.*", "").replaceFirst("\\s*>\\s*\\S+$", ""))
                .flatMap(line -> Stream.of(line.split("&&", -1)))
                .map(command -> command.strip().replaceFirst("^([A-Z_]+=\\S* )+", ""))
                .filter(command -> !command.isEmpty())
                .toList();
    }

    private static void check(String command) throws IOException {
        List<String> words = List.of(command.split("\\s+"));
        switch (words.get(0)) {
            case "make" -> assertThat(targets()).containsAll(words.subList(1, words.size()));
            case "mvn" -> assertThat(file(after(words, "-f"))).exists();
            case "git" -> assertThat(words.subList(1, 2)).contains("apply");
            case "docker" -> assertThat(file("Dockerfile")).exists();
            default -> {
                assertThat(command).startsWith(JAR);
                checkOptions(command.substring(JAR.length()).split("\\s+"));
            }
        }
    }

    private static void checkOptions(String... arguments) {
        assertThatCode(() -> Typesync.commands(Environment.of(Map.of())).parseArgs(arguments))
                .as(Arrays.toString(arguments))
                .doesNotThrowAnyException();
    }

    private static List<String> targets() throws IOException {
        return Pattern.compile("(?m)^([a-z-]+):.*## ")
                .matcher(Files.readString(file("Makefile")))
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static String after(List<String> words, String option) {
        assertThat(words).contains(option);
        return words.get(words.indexOf(option) + 1);
    }

    private static Path file(String name) {
        return DocumentedSample.ROOT.resolve(name);
    }
}
