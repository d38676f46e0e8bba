package dev.typesync.capture.decision;

import dev.typesync.capture.catalog.KeyType;
import dev.typesync.parser.plan.LiteralType;
import dev.typesync.parser.plan.SqlValue;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that a statement gives for a key column, as text that casts to the value in the row. It is certain only if no
 * cast, collation, padding or truncation can change it.
 *
 * @param isCertain false: the row may have another value
 * @param text null if no row can have the value
 */
record KeyValue(boolean isCertain, @Nullable String text) {
    private static final KeyValue UNCERTAIN = new KeyValue(false, null);
    private static final KeyValue NO_ROW = new KeyValue(true, null);

    private static final Set<String> INTEGERS = Set.of("int2", "smallint", "int4", "int", "integer", "int8", "bigint");
    private static final Set<String> TEXTS = Set.of("text", "varchar", "character varying");
    private static final Pattern DIGITS = Pattern.compile("-?\\d{1,18}");
    private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern ISO_DATE = Pattern.compile("[1-9]\\d{3}-\\d{2}-\\d{2}");

    private static KeyValue text(String text) {
        return new KeyValue(true, text);
    }

    /** Whether the value of the row can be certain; for a parameter it depends on the bound value. */
    static boolean mayBeCertain(SqlValue value, KeyType field) {
        if (value instanceof SqlValue.Parameter parameter) {
            return field.kind() != KeyType.Kind.OTHER && fits(parameter.cast(), field);
        }
        return value instanceof SqlValue.Literal
                && of(value, field, true, ParameterValues.NONE).isCertain();
    }

    /**
     * The value of a key column.
     *
     * @param stored the statement stores the value in the row; otherwise it compares the row with it
     */
    static KeyValue of(SqlValue value, KeyType field, boolean stored, ParameterValues values) {
        if (value instanceof SqlValue.Literal literal) {
            return fits(literal.cast(), field) ? literal(literal, field, stored) : UNCERTAIN;
        }
        return value instanceof SqlValue.Parameter parameter && fits(parameter.cast(), field)
                ? bound(values.value(parameter.index()), parameter.cast(), field, stored)
                : UNCERTAIN;
    }

    private static boolean fits(@Nullable String cast, KeyType field) {
        if (cast == null) {
            return true;
        }
        return switch (field.kind()) {
            case SMALLINT, INTEGER, BIGINT -> INTEGERS.contains(cast);
            case TEXT -> TEXTS.contains(cast);
            case UUID -> cast.equals("uuid");
            case DATE -> cast.equals("date");
            case ENUM, OTHER -> false;
        };
    }

    private static KeyValue literal(SqlValue.Literal literal, KeyType field, boolean stored) {
        String text = literal.text();
        if (literal.type() == LiteralType.NULL) {
            return NO_ROW;
        }
        if (literal.type() == LiteralType.NUMBER) {
            return isInteger(field) && DIGITS.matcher(text).matches()
                    ? integer(Long.parseLong(text), field)
                    : UNCERTAIN;
        }
        boolean plain = literal.type() == LiteralType.STRING && text.indexOf('\\') < 0; // escapes depend on a setting
        return plain ? string(text, field, stored) : UNCERTAIN;
    }

    private static KeyValue bound(Object value, @Nullable String cast, KeyType field, boolean stored) {
        if (value.equals(ParameterValues.NULL)) {
            return NO_ROW;
        }
        if (value instanceof Long number) {
            return isInteger(field) ? integer(number, field) : UNCERTAIN;
        }
        if (value instanceof UUID uuid) {
            return field.kind() == KeyType.Kind.UUID ? text(uuid.toString()) : UNCERTAIN;
        }
        if (value instanceof LocalDate date) {
            return field.kind() == KeyType.Kind.DATE ? string(date.toString(), field, stored) : UNCERTAIN;
        }
        boolean asTyped = field.kind() != KeyType.Kind.UUID || cast != null;
        return value instanceof String text && asTyped && field.kind() != KeyType.Kind.DATE
                ? string(text, field, stored)
                : UNCERTAIN;
    }

    private static boolean isInteger(KeyType field) {
        return switch (field.kind()) {
            case SMALLINT, INTEGER, BIGINT -> true;
            case UUID, TEXT, ENUM, DATE, OTHER -> false;
        };
    }

    /** A number out of the column's range cannot be stored, and equals the value of no row. */
    private static KeyValue integer(long number, KeyType field) {
        boolean inRange = switch (field.kind()) {
            case SMALLINT -> number == (short) number;
            case INTEGER -> number == (int) number;
            default -> true;
        };
        return inRange ? text(Long.toString(number)) : NO_ROW;
    }

    private static KeyValue string(String value, KeyType field, boolean stored) {
        return switch (field.kind()) {
            case TEXT -> isTruncated(value, field, stored) ? UNCERTAIN : text(value);
            case ENUM -> text(value);
            case UUID -> UUID_FORM.matcher(value).matches() ? text(value.toLowerCase(Locale.ROOT)) : UNCERTAIN;
            case DATE -> ISO_DATE.matcher(value).matches() ? text(value) : UNCERTAIN;
            case SMALLINT, INTEGER, BIGINT, OTHER -> UNCERTAIN;
        };
    }

    /** PostgreSQL truncates blanks beyond the length of a varchar(n) without an error. */
    private static boolean isTruncated(String value, KeyType field, boolean stored) {
        return stored && field.maxLength() >= 0 && value.codePointCount(0, value.length()) > field.maxLength();
    }
}
