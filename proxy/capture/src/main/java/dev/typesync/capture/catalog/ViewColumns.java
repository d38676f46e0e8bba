package dev.typesync.capture.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the column of a relation that each column of a view shows. Reads the view's query as
 * {@code pg_rewrite.ev_action} has it: a tree of nodes in braces. A backslash removes the meaning of the character
 * after it.
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

    /** The origins by the number of the view's column. An expression has none. */
    static Map<Integer, Origin> read(String tree) {
        ViewColumns columns = new ViewColumns(tree);
        int list = columns.outermostList();
        if (list >= 0) {
            columns.readEntries(list + LIST.length());
        }
        return columns.origins;
    }

    /** The place of the outermost query's list; the lists of sub-queries are deeper. */
    private int outermostList() {
        int depth = 0;
        for (int i = 0; i < tree.length(); i++) {
            char c = tree.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == ':' && depth == 1 && tree.startsWith(LIST, i)) {
                return i;
            }
            depth += depthChange(c);
        }
        return -1;
    }

    private static int depthChange(char c) {
        return c == '{' ? 1 : c == '}' ? -1 : 0;
    }

    /** The fields of an entry itself are outside the braces of its expression. */
    private void readEntries(int from) {
        StringBuilder fields = new StringBuilder();
        int depth = 0;
        for (int i = from; i < tree.length() && (depth > 0 || tree.charAt(i) != ')'); i++) {
            char c = tree.charAt(i);
            depth += depthChange(c);
            if (c == '\\') {
                i++;
            } else if (depth == 1) {
                fields.append(c);
            } else if (depth == 0 && c == '}') {
                readEntry(fields.toString());
                fields.setLength(0);
            }
        }
    }

    private void readEntry(String fields) {
        Matcher origin = ORIGIN.matcher(fields);
        if (origin.find() && !origin.group(2).equals("0")) {
            origins.put(
                    Integer.valueOf(origin.group(1)),
                    new Origin(Long.parseLong(origin.group(2)), Integer.parseInt(origin.group(3))));
        }
    }
}
