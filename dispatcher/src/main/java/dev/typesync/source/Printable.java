package dev.typesync.source;

import org.jspecify.annotations.Nullable;

/** Text that another role wrote, as a log may show it: on one line, and not too long. */
final class Printable {
    private static final int MAX_CHARS = 100;

    private Printable() {}

    static String of(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder printable = new StringBuilder();
        text.codePoints().limit(MAX_CHARS).forEach(c -> {
            if (Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.isWhitespace(c) && c != ' ') {
                printable.append(String.format("\\u%04x", c));
            } else {
                printable.appendCodePoint(c);
            }
        });
        return printable
                .append(text.codePointCount(0, text.length()) > MAX_CHARS ? "…" : "")
                .toString();
    }
}
