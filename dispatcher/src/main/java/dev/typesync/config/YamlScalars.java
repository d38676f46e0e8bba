package dev.typesync.config;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * The types of single values. Only words that are certain have one: {@code locale: no} is Norwegian and no boolean, and
 * numbers that JSON does not know (hexadecimal, infinite) are strings.
 */
final class YamlScalars {
    private static final String STANDARD_TAG = "tag:yaml.org,2002:";

    private YamlScalars() {}

    static YamlNode.Kind kind(ScalarEvent scalar) {
        String tag = scalar.getTag();
        if (tag != null && !tag.equals("!")) {
            return kindOf(tag, scalar.getValue());
        }
        return scalar.getImplicit().canOmitTagInPlainScalar() ? kindOfPlain(scalar.getValue()) : YamlNode.Kind.STRING;
    }

    /** The kind of a value with a tag, such as {@code !!str 5}. */
    private static YamlNode.Kind kindOf(String tag, String text) {
        return switch (tag) {
            case STANDARD_TAG + "null" -> YamlNode.Kind.NULL;
            case STANDARD_TAG + "int", STANDARD_TAG + "float" -> YamlNode.Kind.NUMBER;
            case STANDARD_TAG + "bool" -> isBoolean(text) ? YamlNode.Kind.BOOLEAN : YamlNode.Kind.STRING;
            default -> YamlNode.Kind.STRING;
        };
    }

    /** The kind of a value without quotes. */
    private static YamlNode.Kind kindOfPlain(String text) {
        if (text.isEmpty() || text.equals("~") || text.equals("null") || text.equals("Null") || text.equals("NULL")) {
            return YamlNode.Kind.NULL;
        }
        if (isBoolean(text)) {
            return YamlNode.Kind.BOOLEAN;
        }
        return isNumber(text) ? YamlNode.Kind.NUMBER : YamlNode.Kind.STRING;
    }

    private static boolean isBoolean(String text) {
        return switch (text) {
            case "true", "True", "TRUE", "false", "False", "FALSE" -> true;
            default -> false;
        };
    }

    /** The two characters tell it for nearly every value, so that the pattern is seldom loaded. */
    private static boolean isNumber(String text) {
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        boolean mayBe =
                (isDigit(first) || first == '-' || first == '+' || first == '.') && (isDigit(last) || last == '.');
        return mayBe && Numbers.DECIMAL.matcher(text).matches();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static final class Numbers {
        /** Decimal numbers of YAML 1.1: an integer that begins with 0 is octal, so 089 is none. */
        static final Pattern DECIMAL = Pattern.compile("[-+]?(0[0-7]*|[1-9][0-9]*)"
                + "|[-+]?[0-9]+(\\.[0-9]*([eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)"
                + "|[-+]?\\.[0-9]+([eE][-+]?[0-9]+)?");
    }
}
