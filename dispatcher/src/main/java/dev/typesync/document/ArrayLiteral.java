package dev.typesync.document;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses and writes the text of a PostgreSQL array, such as <code>[0:1]={{a,"b c"},{NULL,"\""}}</code>. When it is
 * parsed, several dimensions become one list, and NULL elements are omitted.
 */
final class ArrayLiteral {
    private final String text;
    private final List<String> elements = new ArrayList<>();
    private int at;

    private ArrayLiteral(String text) {
        this.text = text;
    }

    /**
     * The elements as text.
     *
     * @throws IllegalArgumentException if the text is not an array
     */
    static List<String> elements(String text) {
        ArrayLiteral literal = new ArrayLiteral(text);
        literal.read();
        return literal.elements;
    }

    /** The text of an array with these elements. */
    static String of(String[] elements) {
        StringBuilder text = new StringBuilder("{");
        for (String element : elements) {
            text.append(text.length() == 1 ? "\"" : ",\"");
            for (int i = 0; i < element.length(); i++) {
                char c = element.charAt(i);
                if (c == '"' || c == '\\') {
                    text.append('\\');
                }
                text.append(c);
            }
            text.append('"');
        }
        return text.append('}').toString();
    }

    private void read() {
        at = text.indexOf('{'); // after the bounds, which are printed if a lower bound is not 1
        if (at < 0) {
            throw new IllegalArgumentException("not the text of an array");
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '{' || c == '}' || c == ',') {
                at++;
            } else if (c == '"') {
                at++;
                elements.add(quoted());
            } else {
                plain();
            }
        }
    }

    private String quoted() {
        StringBuilder element = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return element.toString();
            }
            element.append(c == '\\' ? text.charAt(at++) : c);
        }
        throw new IllegalArgumentException("the text of an array ends within an element");
    }

    private void plain() {
        int from = at;
        while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '}') {
            at++;
        }
        String element = text.substring(from, at);
        if (!element.equals("NULL")) { // as a value, the text NULL would be quoted
            elements.add(element);
        }
    }
}
