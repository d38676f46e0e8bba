package dev.typesync.parser.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A table as the statement names it: unquoted, or folded to lower case, and truncated to 63 bytes as PostgreSQL does.
 * The name is not resolved: without a schema, the search_path decides.
 */
public record TableName(@Nullable String schema, String table) {
    /**
     * Reads a name as a configuration writes it: as in SQL, with an optional schema and double quotes. Long names are
     * not truncated.
     */
    public static TableName parse(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                part.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(quoted ? c : Character.toString(c).toLowerCase(Locale.ROOT));
            }
        }
        parts.add(part.toString().strip());
        return parts.size() == 1 ? new TableName(null, parts.get(0)) : new TableName(parts.get(0), parts.get(1));
    }

    @Override
    public String toString() {
        return schema == null ? table : schema + "." + table;
    }
}
