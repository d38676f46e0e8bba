package dev.typesync.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fills in <code>${NAME}</code>, <code>${NAME:-default}</code> and <code>${file:/path}</code>. Immutable. */
record Placeholders(Environment environment) {
    private static final String OPENING = "${";
    private static final String FILE = "file:";

    static boolean occurIn(String text) {
        return text.contains(OPENING);
    }

    /** The text with every placeholder replaced; <code>$${</code> stands for a literal <code>${</code>. */
    String fill(String text, SourcePosition sourcePosition) {
        StringBuilder filled = new StringBuilder();
        int done = 0;
        for (int at = text.indexOf(OPENING); at >= 0; at = text.indexOf(OPENING, done)) {
            if (at > done && text.charAt(at - 1) == '$') {
                filled.append(text, done, at - 1).append(OPENING);
                done = at + OPENING.length();
                continue;
            }
            int closing = text.indexOf('}', at);
            if (closing < 0) {
                throw sourcePosition.error("a ${ is not closed by }; write $${ where no placeholder is meant");
            }
            filled.append(text, done, at).append(value(text.substring(at + OPENING.length(), closing), sourcePosition));
            done = closing + 1;
        }
        return filled.append(text, done, text.length()).toString();
    }

    private String value(String expression, SourcePosition sourcePosition) {
        if (Placeholders.occurIn(expression)) {
            throw sourcePosition.error("placeholders cannot stand inside one another");
        }
        if (expression.startsWith(FILE)) {
            return content(environment.directory().resolve(expression.substring(FILE.length())), sourcePosition);
        }
        int split = expression.indexOf(":-");
        String name = split < 0 ? expression : expression.substring(0, split);
        if (name.isBlank()) {
            throw sourcePosition.error("a placeholder needs a name: ${NAME}, ${NAME:-default} or ${file:/path}");
        }
        return environment.value(name).orElseGet(() -> {
            if (split < 0) {
                throw sourcePosition.error(
                        "there is no environment variable and no system property " + name + "; set one");
            }
            return expression.substring(split + 2);
        });
    }

    /** Without blanks and line breaks at the edges: editors and {@code echo} end a file with one. */
    private static String content(Path path, SourcePosition sourcePosition) {
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw sourcePosition.error("the file " + path + " cannot be read ("
                    + e.getClass().getSimpleName() + "); it must exist and be readable by this process");
        }
    }
}
