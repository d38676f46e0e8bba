package dev.typesync.jartest.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the jar says about the libraries inside it is compared with their own jars. */
class ThirdPartyTest {
    private static final String SHADED = "dev/typesync/shaded/";

    /** A line like {@code (jackson-core, jackson-databind)} below the name of a project. */
    private static final Pattern ARTIFACTS = Pattern.compile("(?m)^ {6}\\(((?!inside )[^)]+)\\)");

    /** The sentences of a license. Shorter paragraphs, and those with a link, are headings. */
    private static final int LICENSE_PARAGRAPH = 150;

    @Test
    void theBillHoldsEachLibraryInsideWithItsVersion() throws Exception {
        Set<String> inside = new HashSet<>(shadedClasses());
        assertThat(inside).hasSizeGreaterThan(1000);
        for (Library library : libraries()) {
            List<String> classes =
                    library.entries().stream().filter(inside::contains).toList();
            assertThat(classes).as("classes of " + library + " in the jar").isNotEmpty();
            inside.removeAll(classes);
        }
        assertThat(inside).as("classes of libraries that the bill lacks").isEmpty();
    }

    @Test
    void theBillHoldsTypesyncsModules() throws Exception {
        assertThat(Library.inBill().stream().filter(Library::isTypesync).map(Library::name))
                .containsExactlyInAnyOrder("typesync-parser", "typesync-dispatcher", "typesync-capture");
    }

    @Test
    void eachLibraryIsNamedUnderItsLicense() throws Exception {
        String text = jarText("META-INF/THIRD-PARTY.txt");

        assertThat(artifacts(section(text, "Under the Apache License 2.0")))
                .containsExactlyInAnyOrderElementsOf(namesUnder("Apache-2.0"));
        assertThat(artifacts(section(text, "Under the MIT License")))
                .containsExactlyInAnyOrderElementsOf(namesUnder("MIT"));
        assertThat(artifacts(text))
                .containsExactlyInAnyOrderElementsOf(
                        libraries().stream().map(Library::name).toList());
    }

    @Test
    void theNoticesOfTheLibrariesAreInTheNotice() throws Exception {
        String notice = oneLine(jarText("META-INF/NOTICE"));
        int found = 0;
        for (Library library : libraries()) {
            for (String entry : named(library, ".*/NOTICE(\\.\\w+)?")) {
                assertThat(notice).as(library + " " + entry).contains(oneLine(library.text(entry)));
                found++;
            }
        }
        assertThat(found).isPositive();
    }

    /** jackson-core, for example, contains code of other projects under other licenses. */
    @Test
    void theLicensesInTheLibrariesAreInTheJar() throws Exception {
        String text = oneLine(jarText("META-INF/THIRD-PARTY.txt"));
        assertThat(jarText("META-INF/LICENSE")).contains("Apache License");
        int found = 0;
        for (Library library : libraries()) {
            for (String entry : named(library, "META-INF/([^/]*-)?LICENSE[^/]*")) {
                String license = library.text(entry);
                if (!license.contains("Apache")) {
                    assertThat(text).as(library + " " + entry).contains(demands(license));
                    found++;
                }
            }
        }
        assertThat(found).isPositive();
    }

    @Test
    void theDataUnderTheMozillaLicenseIsNamed() throws Exception {
        try (JarFile jar = new JarFile(InstalledJar.path().toFile())) {
            assertThat(jar.stream().map(JarEntry::getName))
                    .contains(SHADED + "okhttp3/internal/publicsuffix/PublicSuffixDatabase.list");
        }
        assertThat(jarText("META-INF/THIRD-PARTY.txt"))
                .contains("Mozilla Public License 2.0", SHADED + "okhttp3/internal/publicsuffix");
    }

    /** What a license wants to see in a copy: its copyright lines and its terms. */
    private static List<String> demands(String license) {
        List<String> demands = new ArrayList<>();
        license.lines()
                .filter(line -> line.startsWith("Copyright"))
                .map(ThirdPartyTest::oneLine)
                .forEach(demands::add);
        Stream.of(license.replace("\r", "").split("\n\\s*\n"))
                .map(ThirdPartyTest::oneLine)
                .filter(paragraph -> paragraph.length() > LICENSE_PARAGRAPH && !paragraph.contains("http"))
                .forEach(demands::add);
        assertThat(demands).hasSizeGreaterThan(1);
        return demands;
    }

    private static List<String> named(Library library, String regex) throws IOException, URISyntaxException {
        return library.entries().stream().filter(entry -> entry.matches(regex)).toList();
    }

    private static List<Library> libraries() throws IOException, URISyntaxException {
        return Library.inBill().stream()
                .filter(library -> !library.isTypesync())
                .toList();
    }

    private static List<String> namesUnder(String license) throws IOException, URISyntaxException {
        return libraries().stream()
                .filter(library -> library.licenses().contains(license))
                .map(Library::name)
                .toList();
    }

    private static Set<String> artifacts(String text) {
        return ARTIFACTS
                .matcher(text)
                .results()
                .flatMap(result -> Stream.of(result.group(1).split(", ")))
                .collect(Collectors.toSet());
    }

    private static String section(String text, String heading) {
        int start = text.indexOf(heading);
        assertThat(start).as(heading).isNotNegative();
        int end = text.indexOf("\nUnder the ", start);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }

    private static List<String> shadedClasses() throws IOException, URISyntaxException {
        try (JarFile jar = new JarFile(InstalledJar.path().toFile())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(SHADED) && name.endsWith(".class"))
                    .map(name -> name.substring(SHADED.length()))
                    .toList();
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String jarText(String entry) throws IOException, URISyntaxException {
        try (JarFile jar = new JarFile(InstalledJar.path().toFile());
                InputStream input = jar.getInputStream(jar.getJarEntry(entry))) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
