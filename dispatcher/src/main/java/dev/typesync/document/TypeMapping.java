package dev.typesync.document;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps PostgreSQL types to Typesense types. */
final class TypeMapping {
    private static final Set<String> NUMBERS = Set.of("int32", "int64", "float");

    private TypeMapping() {}

    /** The kind of the column's values or array elements; empty if no document can hold them. */
    static Optional<ValueKind> kind(CatalogColumn column) {
        if (column.typeClass() == 'e' || (!column.builtIn() && column.baseType().equals("citext"))) {
            return Optional.of(ValueKind.TEXT);
        }
        return column.builtIn() ? Optional.ofNullable(builtIn(column.baseType())) : Optional.empty();
    }

    private static @Nullable ValueKind builtIn(String type) {
        return switch (type) {
            case "int2", "int4", "int8" -> ValueKind.INTEGER;
            case "float4", "float8" -> ValueKind.FLOAT;
            case "numeric" -> ValueKind.NUMERIC;
            case "bool" -> ValueKind.BOOLEAN;
            case "text", "varchar", "bpchar", "uuid", "inet", "cidr", "macaddr", "interval", "time", "timetz" ->
                ValueKind.TEXT;
            case "date" -> ValueKind.DATE;
            case "timestamp" -> ValueKind.TIMESTAMP;
            case "timestamptz" -> ValueKind.TIMESTAMPTZ;
            case "json", "jsonb" -> ValueKind.JSON;
            case "point" -> ValueKind.POINT;
            default -> null;
        };
    }

    /** The type of the field if the configuration names none; null: stored and not indexed. */
    static @Nullable String defaultType(CatalogColumn column, ValueKind kind) {
        String type = scalarType(column, kind);
        return type != null && column.array() ? type + "[]" : type;
    }

    private static @Nullable String scalarType(CatalogColumn column, ValueKind kind) {
        return switch (kind) {
            case INTEGER -> column.baseType().equals("int8") ? "int64" : "int32";
            case FLOAT, NUMERIC -> "float";
            case BOOLEAN -> "bool";
            case TEXT -> "string";
            case DATE, TIMESTAMP, TIMESTAMPTZ -> "int64";
            case JSON -> null;
            case POINT -> "geopoint";
        };
    }

    /**
     * Whether a field that was made for another type takes the values of this kind: all of them, or all whole numbers
     * in its range.
     */
    static boolean isHeldBy(ValueKind kind, boolean array, String fieldType) {
        boolean list = fieldType.endsWith("[]");
        String type = list ? fieldType.substring(0, fieldType.length() - 2) : fieldType;
        if (kind == ValueKind.JSON && !array && type.equals("object")) {
            return true;
        }
        return list == array && (type.equals("string") || (kind == ValueKind.INTEGER && NUMBERS.contains(type)));
    }

    /** Whether values of this kind can be rendered for a field of this type. */
    static boolean isPossible(ValueKind kind, boolean array, String fieldType) {
        boolean list = fieldType.endsWith("[]");
        if (kind == ValueKind.JSON && !array) {
            return true; // depends on the JSON value; the server checks it
        }
        if (list != array) {
            return false;
        }
        String type = list ? fieldType.substring(0, fieldType.length() - 2) : fieldType;
        return type.equals("string")
                || switch (kind) {
                    case INTEGER, FLOAT, NUMERIC, DATE, TIMESTAMP, TIMESTAMPTZ -> NUMBERS.contains(type);
                    case TEXT -> NUMBERS.contains(type) || type.equals("bool");
                    case BOOLEAN -> type.equals("bool");
                    case JSON -> type.equals("object");
                    case POINT -> type.equals("geopoint");
                };
    }
}
