package dev.typesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** compose.yaml, the workflow and the issue templates are well formed, and what they name exists. */
class RepositoryFilesTest {
    private static final Path ROOT = DocumentedSample.ROOT;
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern HOST = Pattern.compile("//([a-z]+)(?::\\d+)?(?:/|$)");

    @Test
    void composeBuildsStagesThatExistAndPinsImages() throws IOException {
        List<String> stages = ContainerStage.of(ROOT.resolve("Dockerfile")).stream()
                .map(ContainerStage::name)
                .toList();

        assertThat(services()).isNotEmpty().allSatisfy(service -> {
            if (service.has("build")) {
                assertThat(ROOT.resolve(service.at("/build/context").asText()).resolve("Dockerfile"))
                        .exists();
                assertThat(stages).contains(service.at("/build/target").asText());
            } else {
                assertThat(service.path("image").asText()).matches("[a-z/]+:[0-9.]+");
            }
        });
    }

    @Test
    void composeConnectsServicesThatExist() throws IOException {
        Set<String> services = names(compose().path("services"));
        Set<String> hosts = new TreeSet<>();
        for (JsonNode service : services()) {
            assertThat(services).containsAll(names(service.path("depends_on")));
            service.path("environment")
                    .forEach(value -> HOST.matcher(value.asText()).results().forEach(host -> hosts.add(host.group(1))));
        }
        assertThat(hosts).isNotEmpty().isSubsetOf(services);
    }

    @Test
    void composeChangesOnlyTheUrlOfTheExample() throws IOException {
        String plain =
                Files.readAllLines(ROOT.resolve("examples/spring-boot/src/main/resources/application.properties"))
                        .stream()
                        .filter(line -> line.startsWith("spring.datasource.url="))
                        .findFirst()
                        .orElseThrow();
        String composed = compose()
                .at("/services/bookshop/environment/SPRING_DATASOURCE_URL")
                .asText();

        assertThat(composed.replace("jdbc:typesync:", "jdbc:").replace("//postgres:", "//localhost:"))
                .isNotEqualTo(composed)
                .isEqualTo(plain.substring(plain.indexOf('=') + 1));
    }

    @Test
    void theExampleShowsItsDiffWhichChangesOneLine() throws IOException {
        String diff = Files.readString(ROOT.resolve("examples/spring-boot/url.diff"));

        assertThat(Files.readString(ROOT.resolve("examples/spring-boot/README.md")))
                .contains("```diff\n" + diff + "```");
        assertThat(diff.lines().filter(line -> line.matches("[+-][^+-].*")))
                .containsExactly(
                        "-spring.datasource.url=jdbc:postgresql://localhost:5432/shop",
                        "+spring.datasource.url=jdbc:typesync:postgresql://localhost:5432/shop");
    }

    @Test
    void theWorkflowRunsTheScriptOfCiAndNeedsNoSecret() throws IOException {
        Path file = ROOT.resolve(".github/workflows/ci.yml");
        List<String> commands = YAML.readTree(file.toFile()).findValues("run").stream()
                .map(JsonNode::asText)
                .toList();

        assertThat(commands).containsExactly("bash .ci/run");
        assertThat(ROOT.resolve(".ci/run")).exists();
        assertThat(Files.readString(file)).doesNotContain("secrets");
    }

    @Test
    void issueTemplatesHaveWhatAFormNeeds() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(".github/ISSUE_TEMPLATE"))) {
            List<Path> forms =
                    files.filter(file -> !file.endsWith("config.yml")).toList();
            assertThat(forms).isNotEmpty();
            for (Path form : forms) {
                JsonNode tree = YAML.readTree(form.toFile());
                assertThat(names(tree)).as(form.toString()).contains("name", "description", "body");
                assertThat(tree.path("body"))
                        .isNotEmpty()
                        .allSatisfy(field -> assertThat(
                                        field.at("/attributes/label").asText())
                                .isNotEmpty());
            }
        }
    }

    private static List<JsonNode> services() throws IOException {
        List<JsonNode> services = new ArrayList<>();
        compose().path("services").forEach(services::add);
        return services;
    }

    private static JsonNode compose() throws IOException {
        return YAML.readTree(ROOT.resolve("compose.yaml").toFile());
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
