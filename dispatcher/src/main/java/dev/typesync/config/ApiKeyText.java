package dev.typesync.config;

/** The characters of an API key. It is the value of a header of HTTP. */
final class ApiKeyText {
    private ApiKeyText() {}

    /** @throws ConfigurationException with the kind of the first character that no key has, and without the key */
    static void check(String key, SourcePosition at) {
        int wrong = key.chars().filter(c -> c < ' ' || c >= 0x7f).findFirst().orElse(-1);
        if (wrong >= 0) {
            throw at.error("contains " + kind(wrong) + ", which cannot be part of a key; write the key without it,"
                    + " or create another key");
        }
    }

    private static String kind(int c) {
        if (c == '\n' || c == '\r') {
            return "a line break";
        }
        return Character.isISOControl(c) ? "a control character" : "a character that is not in ASCII";
    }
}
