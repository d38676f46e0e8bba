package dev.typesync.jartest.jar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A component of the bill of materials that is inside the jar. */
record Library(String group, String name, String version, Set<String> licenses) {
    private static final String BILL = "META-INF/sbom/typesync-jdbc.cdx.json";

    /** All components, also the modules of typesync. */
    static List<Library> inBill() throws IOException, URISyntaxException {
        try (JarFile jar = new JarFile(InstalledJar.path().toFile())) {
            JsonNode bill = new ObjectMapper().readTree(text(jar, BILL));
            return elements(bill.path("components")).stream().map(Library::read).toList();
        }
    }

    boolean isTypesync() {
        return group.equals("dev.typesync");
    }

    /** The names of the jar's entries: classes, licenses, notices. */
    List<String> entries() throws IOException, URISyntaxException {
        try (JarFile jar = new JarFile(file().toFile())) {
            return jar.stream().map(JarEntry::getName).toList();
        }
    }

    String text(String entry) throws IOException, URISyntaxException {
        try (JarFile jar = new JarFile(file().toFile())) {
            return text(jar, entry);
        }
    }

    /** The library's own jar. The build took it from the repository into which it installed the driver. */
    private Path file() throws URISyntaxException {
        Path repository = InstalledJar.path().resolve("../../../../..").normalize();
        return repository
                .resolve(group.replace('.', '/'))
                .resolve(name)
                .resolve(version)
                .resolve(name + "-" + version + ".jar");
    }

    private static String text(JarFile jar, String entry) throws IOException {
        try (InputStream input = jar.getInputStream(jar.getJarEntry(entry))) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Library read(JsonNode component) {
        return new Library(
                component.path("group").asText(),
                component.path("name").asText(),
                component.path("version").asText(),
                elements(component.path("licenses")).stream()
                        .map(choice -> choice.path("license").path("id").asText())
                        .collect(Collectors.toSet()));
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
