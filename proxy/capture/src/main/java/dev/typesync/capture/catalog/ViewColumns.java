package dev.typesync.capture.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which column of which relation each column of a view is, read from the view's query as {@code pg_rewrite.ev_action} has
 * it: a tree of nodes in braces, in which a backslash takes the meaning from the character behind it.
 */
final class ViewColumns {
    private static final String LIST = ":targetList (";
    private static final Pattern ORIGIN = Pattern.compile(":resno (\\d+) .*:resorigtbl (\\d+) :resorigcol (\\d+) ");

    private final String tree;
    private final Map<Integer, Origin> origins = new LinkedHashMap<>();

    /** @param column by its number */
    record Origin(long relation, int column) {}

    private ViewColumns(String tree) {
        this.tree = tree;
    }

    /** By the number of the view's column; expressions are left out. */
    static Map<Integer, Origin> read(String tree) {
        ViewColumns columns = new ViewColumns(tree);
        int list = columns.list();
        if (list >= 0) {
            columns.entries(list + LIST.length());
        }
        return columns.origins;
    }

    /** The list of the outermost query: those of sub-queries are deeper. */
    private int list() {
        int depth = 0;
        for (int i = 0; i < tree.length(); i++) {
            char c = tree.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == ':' && depth == 1 && tree.startsWith(LIST, i)) {
                return i;
            }
            depth += depth(c);
        }
        return -1;
    }

    private static int depth(char c) {
        return c == '{' ? 1 : c == '}' ? -1 : 0;
    }

    /** What the entries themselves say stands outside the braces of their expressions. */
    private void entries(int from) {
        StringBuilder own = new StringBuilder();
        int depth = 0;
        for (int i = from; i < tree.length() && (depth > 0 || tree.charAt(i) != ')'); i++) {
            char c = tree.charAt(i);
            depth += depth(c);
            if (c == '\\') {
                i++;
            } else if (depth == 1) {
                own.append(c);
            } else if (depth == 0 && c == '}') {
                entry(own.toString());
                own.setLength(0);
            }
        }
    }

    private void entry(String own) {
        Matcher origin = ORIGIN.matcher(own);
        if (origin.find() && !origin.group(2).equals("0")) {
            origins.put(
                    Integer.valueOf(origin.group(1)),
                    new Origin(Long.parseLong(origin.group(2)), Integer.parseInt(origin.group(3))));
        }
    }
}
