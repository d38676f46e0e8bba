package dev.typesync.config;

/**
 * Text that another role, a server or a file chose, for a log entry or an error: in one line, so that no text can look
 * like another entry.
 */
public final class PrintableText {
    /** The most characters that are shown. */
    public static final int MAX_LENGTH = 500;

    private PrintableText() {}

    /** Like {@link #of(String, int)} with at most {@value #MAX_LENGTH} characters. */
    public static String of(String text) {
        return of(text, MAX_LENGTH);
    }

    /**
     * The text with its control characters, line separators and invisible format characters as <code>&#92;u000a</code>.
     * Longer text is cut.
     */
    public static String of(String text, int maxLength) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().limit(maxLength).forEach(c -> append(c, printable));
        return text.codePoints().skip(maxLength).findAny().isPresent()
                ? printable.append('…').toString()
                : printable.toString();
    }

    private static void append(int c, StringBuilder to) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> to.append(String.format("\\u%04x", c));
            default -> to.appendCodePoint(c);
        }
    }
}
