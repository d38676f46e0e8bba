package dev.typesync.jartest.adoption;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** docs/adoption.md. */
record AdoptionPage(String text) {
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    static AdoptionPage read() throws IOException {
        return new AdoptionPage(Files.readString(ROOT.resolve("docs/adoption.md")));
    }

    /** The blocks of one language in the section whose heading has this number. */
    List<String> blocks(int section, String language) {
        int start = text.indexOf("\n## " + section + ". ");
        int end = text.indexOf("\n## ", start + 1);
        String body = text.substring(start, end < 0 ? text.length() : end);
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(body)
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
