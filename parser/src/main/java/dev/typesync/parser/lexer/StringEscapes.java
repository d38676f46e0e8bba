package dev.typesync.parser.lexer;

/** Escapes in constants: {@code E'\n'} and {@code U&'\0061'}. What is no valid escape stays as written. */
final class StringEscapes {
    private StringEscapes() {}

    /** The text of an {@code E'…'} constant. */
    static String decode(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i);
            if (c == '\\' && i + 1 < raw.length()) {
                i = escape(raw, i + 1, out);
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private static int escape(String raw, int at, StringBuilder out) {
        char c = raw.charAt(at);
        return switch (c) {
            case 'b' -> simple('\b', at, out);
            case 'f' -> simple('\f', at, out);
            case 'n' -> simple('\n', at, out);
            case 'r' -> simple('\r', at, out);
            case 't' -> simple('\t', at, out);
            case 'v' -> simple('\u000b', at, out);
            case 'x' -> number(raw, at + 1, 2, 16, c, out);
            case 'u' -> number(raw, at + 1, 4, 16, c, out);
            case 'U' -> number(raw, at + 1, 8, 16, c, out);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> number(raw, at, 3, 8, c, out);
            default -> simple(c, at, out);
        };
    }

    private static int simple(char c, int at, StringBuilder out) {
        out.append(c);
        return at + 1;
    }

    private static int number(String raw, int from, int most, int radix, char letter, StringBuilder out) {
        int i = from;
        int value = 0;
        while (i < raw.length() && i - from < most && Character.digit(raw.charAt(i), radix) >= 0) {
            value = value * radix + Character.digit(raw.charAt(i), radix);
            i++;
        }
        if (i == from) {
            out.append(letter);
        } else {
            append(value, out);
        }
        return i;
    }

    /** The text of a constant or identifier behind {@code U&}. */
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
                i = point(raw, i + 1, out);
            }
        }
        return out.toString();
    }

    private static int point(String raw, int at, StringBuilder out) {
        boolean six = raw.charAt(at) == '+';
        int from = six ? at + 1 : at;
        int to = Math.min(raw.length(), from + (six ? 6 : 4));
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 16 + Math.max(0, Character.digit(raw.charAt(i), 16));
        }
        append(value, out);
        return to;
    }

    private static void append(int value, StringBuilder out) {
        if (Character.isValidCodePoint(value)) {
            out.appendCodePoint(value);
        }
    }
}
