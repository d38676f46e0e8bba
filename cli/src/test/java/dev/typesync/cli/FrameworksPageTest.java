package dev.typesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/frameworks.md names tests that exist, and each test of a framework. */
class FrameworksPageTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:IT|Test))`");

    @Test
    void namesOnlyTestsThatExist() throws IOException {
        assertThat(named()).isNotEmpty().isSubsetOf(tests(Path.of("..")));
    }

    @Test
    void namesEachTestOfAFramework() throws IOException {
        assertThat(tests(Path.of("..", "proxy", "frameworks"))).isNotEmpty().isSubsetOf(named());
    }

    private static Set<String> named() throws IOException {
        return TEST.matcher(Files.readString(Path.of("..", "docs", "frameworks.md")))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> tests(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().contains("/src/test/"))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(".*(IT|Test)\\.(java|kt)"))
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
