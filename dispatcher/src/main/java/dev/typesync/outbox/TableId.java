package dev.typesync.outbox;

import static java.util.Objects.requireNonNull;

import dev.typesync.config.PrintableText;

/**
 * A table as the catalog stores its name.
 *
 * @param schema name of its schema, unquoted
 * @param name its name, unquoted
 */
public record TableId(String schema, String name) {
    public TableId {
        requireNonNull(schema, "schema");
        requireNonNull(name, "name");
    }

    /** The text in {@code outbox.tbl}, which is equal to {@code quote_ident(schema) || '.' || quote_ident(name)}. */
    public String quoted() {
        return SqlQuoting.quoteIdent(schema) + "." + SqlQuoting.quoteIdent(name);
    }

    /**
     * Parses the result of {@link #quoted()}.
     *
     * @throws IllegalArgumentException if the text is not two identifiers joined by a dot
     */
    public static TableId parse(String quoted) {
        int dot = SqlQuoting.end(quoted, 0);
        if (dot >= quoted.length() || quoted.charAt(dot) != '.' || SqlQuoting.end(quoted, dot + 1) != quoted.length()) {
            throw new IllegalArgumentException("not a table name of the form schema.name: " + PrintableText.of(quoted));
        }
        return new TableId(SqlQuoting.unquote(quoted.substring(0, dot)), SqlQuoting.unquote(quoted.substring(dot + 1)));
    }

    /** For people: in one line, whatever the name is. Not for SQL. */
    @Override
    public String toString() {
        return PrintableText.of(quoted());
    }
}
