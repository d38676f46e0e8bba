package dev.typesync.document;

/** The length of texts in UTF-8, and where to cut them. */
final class Utf8Limit {
    /** Beyond it Typesense needs seconds for one document: 0.2 s for 1 MB of words, 33 s for 50 MB. */
    static final int MAX_TEXT_BYTES = 256 * 1024;

    private static final int MAX_BYTES_PER_CHAR = 3;

    private Utf8Limit() {}

    /** How many chars of the text fit into {@link #MAX_TEXT_BYTES} without cutting a code point. */
    static int fitting(String text) {
        if (text.length() <= MAX_TEXT_BYTES / MAX_BYTES_PER_CHAR) {
            return text.length();
        }
        int bytes = 0;
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            bytes += length(codePoint);
            if (bytes > MAX_TEXT_BYTES) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    private static int length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
