package dev.typesync.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fenced block of a document.
 *
 * @param line the number of its first line in the file
 * @param text without the indentation that the block has in a list
 */
record DocumentedSample(Path file, int line, String language, String text) {
    static final Path ROOT = Path.of("..");

    private static final Pattern FENCE = Pattern.compile("(?ms)^( *)```(\\w+)\\n(.*?)^ *```$");

    /** The blocks of the README, of the other documents, and of the examples. */
    static List<DocumentedSample> all(String language) throws IOException {
        List<DocumentedSample> samples = new ArrayList<>();
        for (Path page : pages()) {
            samples.addAll(of(page, language));
        }
        return samples;
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(
                List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md"), ROOT.resolve("SECURITY.md")));
        for (String folder : List.of("docs", "examples", "benchmarks")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    private static List<DocumentedSample> of(Path page, String language) {
        String text = read(page);
        Matcher fence = FENCE.matcher(text);
        List<DocumentedSample> samples = new ArrayList<>();
        while (fence.find()) {
            if (fence.group(2).equals(language)) {
                int line = 2 + (int) text.substring(0, fence.start()).lines().count();
                String indentation = fence.group(1);
                samples.add(new DocumentedSample(
                        page, line, language, fence.group(3).replaceAll("(?m)^" + indentation, "")));
            }
        }
        return samples;
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return ROOT.relativize(file) + ":" + line;
    }
}
