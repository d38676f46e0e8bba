package dev.typesync.outbox;

/**
 * The SQL of types and of their values as text. What other roles have created in the database cannot change its
 * meaning: no schema of the search_path is searched, and no cast is used that a user can define.
 *
 * <p>{@code value::text} uses a cast of the value's type to text if someone has made one, and the type's output
 * function otherwise (PostgreSQL manual, CREATE CAST). {@code concat} always uses the output function. The types whose
 * cast to text belongs to PostgreSQL keep it: a second cast cannot be made, and for some its text differs from that of
 * the output function. No expression depends on the type alone, so that it still works when a column has changed its
 * type.
 */
public final class TypeSql {
    private TypeSql() {}

    /**
     * The expression for a value as text: what the server's own {@code value::text} gives. NULL gives any text.
     *
     * @param type of the value, with domains resolved: a name of {@code pg_type}, as SQL writes it, or any name with a
     *     schema
     * @param reference the SQL of the value
     */
    public static String text(String type, String reference) {
        return switch (type) {
            case "text",
                    "varchar",
                    "character varying",
                    "bpchar",
                    "character",
                    "name",
                    "bool",
                    "boolean",
                    "inet",
                    "cidr",
                    "xml",
                    "char",
                    "\"char\"" -> reference + "::pg_catalog.text";
            default -> "pg_catalog.concat(" + reference + ")";
        };
    }

    /** The same expression, but NULL gives NULL. */
    public static String textOrNull(String type, String reference) {
        String text = text(type, reference);
        return text.startsWith("pg_catalog.") ? "case when " + reference + " is not null then " + text + " end" : text;
    }

    /** Whether the text of an element of this type differs from its text inside an array. */
    public static boolean differsInArray(String type) {
        return switch (type) {
            case "bpchar", "character", "bool", "boolean", "inet", "cidr", "char", "\"char\"" -> true;
            default -> false;
        };
    }

    /**
     * The expression for the name of a type: {@link KeyColumn} makes it a name as SQL writes it.
     *
     * @param type the alias of {@code pg_type} in the query
     * @param schema the alias of {@code pg_namespace}
     */
    public static String name(String type, String schema) {
        return ("case when %2$s.nspname OPERATOR(pg_catalog.<>) 'pg_catalog'"
                        + " then pg_catalog.format('%%I.%%I', %2$s.nspname, %1$s.typname)"
                        + " when %1$s.typcategory OPERATOR(pg_catalog.=) 'A'"
                        + " then pg_catalog.format_type(%1$s.oid, null)"
                        + " else %1$s.typname::pg_catalog.text end")
                .formatted(type, schema);
    }

    /** The name by which SQL calls a type of PostgreSQL; other names stay. */
    static String standardName(String type) {
        return switch (type) {
            case "int2" -> "smallint";
            case "int4" -> "integer";
            case "int8" -> "bigint";
            case "float4" -> "real";
            case "float8" -> "double precision";
            case "bool" -> "boolean";
            case "bpchar" -> "character";
            case "varchar" -> "character varying";
            case "varbit" -> "bit varying";
            case "time" -> "time without time zone";
            case "timetz" -> "time with time zone";
            case "timestamp" -> "timestamp without time zone";
            case "timestamptz" -> "timestamp with time zone";
            case "char" -> "\"char\"";
            default -> type;
        };
    }

    /**
     * The name to cast to. It has no length limit, while the plain SQL name means one character or bit.
     *
     * @param type as in {@link KeyColumn#type}
     */
    public static String qualified(String type) {
        return switch (type) {
            case "character" -> "pg_catalog.bpchar";
            case "bit" -> "pg_catalog.\"bit\"";
            case "smallint",
                    "integer",
                    "bigint",
                    "real",
                    "double precision",
                    "numeric",
                    "boolean",
                    "character varying",
                    "bit varying",
                    "interval",
                    "time without time zone",
                    "time with time zone",
                    "timestamp without time zone",
                    "timestamp with time zone" -> type; // key words, which are not searched for
            default -> type.contains(".") ? type : "pg_catalog." + type;
        };
    }
}
