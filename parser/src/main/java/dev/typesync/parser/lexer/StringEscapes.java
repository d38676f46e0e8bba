package dev.typesync.parser.lexer;

/** Decodes the escapes in {@code E'\n'} and {@code U&'\0061'}. Invalid escapes stay as written. */
final class StringEscapes {
    private StringEscapes() {}

    /** The value of an {@code E'…'} constant. */
    static String decode(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i);
            if (c == '\\' && i + 1 < raw.length()) {
                i = decodeEscape(raw, i + 1, out);
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private static int decodeEscape(String raw, int at, StringBuilder out) {
        char c = raw.charAt(at);
        return switch (c) {
            case 'b' -> appendCharacter('\b', at, out);
            case 'f' -> appendCharacter('\f', at, out);
            case 'n' -> appendCharacter('\n', at, out);
            case 'r' -> appendCharacter('\r', at, out);
            case 't' -> appendCharacter('\t', at, out);
            case 'v' -> appendCharacter('\u000b', at, out);
            case 'x' -> appendNumber(raw, at + 1, 2, 16, c, out);
            case 'u' -> appendNumber(raw, at + 1, 4, 16, c, out);
            case 'U' -> appendNumber(raw, at + 1, 8, 16, c, out);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> appendNumber(raw, at, 3, 8, c, out);
            default -> appendCharacter(c, at, out);
        };
    }

    private static int appendCharacter(char c, int at, StringBuilder out) {
        out.append(c);
        return at + 1;
    }

    private static int appendNumber(String raw, int from, int maxDigits, int radix, char letter, StringBuilder out) {
        int i = from;
        int value = 0;
        while (i < raw.length() && i - from < maxDigits && Character.digit(raw.charAt(i), radix) >= 0) {
            value = value * radix + Character.digit(raw.charAt(i), radix);
            i++;
        }
        if (i == from) {
            out.append(letter);
        } else {
            appendCodePoint(value, out);
        }
        return i;
    }

    /** The value of a constant or identifier after {@code U&}. */
    static String decodeUnicode(String raw, char escape) {
        StringBuilder out = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i);
            if (c != escape || i + 1 == raw.length()) {
                out.append(c);
                i++;
            } else if (raw.charAt(i + 1) == escape) {
                out.append(escape);
                i += 2;
            } else {
                i = decodeCodePoint(raw, i, out);
            }
        }
        return out.toString();
    }

    private static int decodeCodePoint(String raw, int escape, StringBuilder out) {
        boolean sixDigits = raw.charAt(escape + 1) == '+';
        int from = sixDigits ? escape + 2 : escape + 1;
        int to = from + (sixDigits ? 6 : 4);
        if (!isHexadecimal(raw, from, to)) {
            out.append(raw.charAt(escape));
            return escape + 1;
        }
        appendCodePoint(Integer.parseInt(raw, from, to, 16), out);
        return to;
    }

    private static boolean isHexadecimal(String raw, int from, int to) {
        return to <= raw.length() && raw.substring(from, to).chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private static void appendCodePoint(int value, StringBuilder out) {
        if (Character.isValidCodePoint(value)) {
            out.appendCodePoint(value);
        }
    }
}
