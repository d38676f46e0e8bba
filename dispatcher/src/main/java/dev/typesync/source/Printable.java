package dev.typesync.source;

import dev.typesync.config.PrintableText;
import org.jspecify.annotations.Nullable;

/** Text that another role wrote, as a log may show it: on one line, and not too long. */
final class Printable {
    private static final int MAX_CHARS = 100;

    private Printable() {}

    static String of(@Nullable String text) {
        return text == null ? "" : PrintableText.of(text, MAX_CHARS);
    }
}
