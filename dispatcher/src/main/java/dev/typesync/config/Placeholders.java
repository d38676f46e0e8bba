package dev.typesync.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Replaces <code>${NAME}</code>, <code>${NAME:-default}</code> and <code>${file:/path}</code> in values. Immutable.
 */
record Placeholders(Environment environment) {
    private static final String OPENING = "${";
    private static final String FILE = "file:";

    static boolean occurIn(String text) {
        return text.contains(OPENING);
    }

    /** Replaces every placeholder in the text; <code>$${</code> gives a literal <code>${</code>. */
    String fill(String text, SourcePosition position) {
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
                throw position.error("a ${ is not closed by }; write $${ for a literal ${");
            }
            filled.append(text, done, at).append(value(text.substring(at + OPENING.length(), closing), position));
            done = closing + 1;
        }
        return filled.append(text, done, text.length()).toString();
    }

    private String value(String expression, SourcePosition position) {
        if (Placeholders.occurIn(expression)) {
            throw position.error("a placeholder cannot contain another placeholder");
        }
        if (expression.startsWith(FILE)) {
            return content(environment.directory().resolve(expression.substring(FILE.length())), position);
        }
        int split = expression.indexOf(":-");
        String name = split < 0 ? expression : expression.substring(0, split);
        if (name.isBlank()) {
            throw position.error("a placeholder needs a name: ${NAME}, ${NAME:-default} or ${file:/path}");
        }
        return environment.value(name).map(Placeholders::withoutLineEnd).orElseGet(() -> {
            if (split < 0) {
                throw position.error(
                        "there is no environment variable and no system property " + name + "; set one of them");
            }
            return expression.substring(split + 2);
        });
    }

    /** A file of variables with the line ends of Windows leaves a CR at the end of each value. */
    private static String withoutLineEnd(String value) {
        int end = value.length();
        while (end > 0 && (value.charAt(end - 1) == '\r' || value.charAt(end - 1) == '\n')) {
            end--;
        }
        return value.substring(0, end);
    }

    /** Without blanks and line breaks at both ends, because editors and {@code echo} add a line break. */
    private static String content(Path path, SourcePosition position) {
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw position.error("the file " + path + " cannot be read ("
                    + e.getClass().getSimpleName() + "); it must exist and be readable by this process");
        }
    }
}
