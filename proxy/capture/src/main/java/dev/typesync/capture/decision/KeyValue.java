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
 * A value that a statement names for a key column, as text that casts to what the row has: told only where no cast,
 * collation, padding or cutting can come in between.
 *
 * @param isTold whether anything certain is known
 * @param text null where no row can have the value
 */
record KeyValue(boolean isTold, @Nullable String text) {
    private static final KeyValue UNTOLD = new KeyValue(false, null);
    private static final KeyValue NO_ROW = new KeyValue(true, null);

    private static final Set<String> INTEGERS = Set.of("int2", "smallint", "int4", "int", "integer", "int8", "bigint");
    private static final Set<String> TEXTS = Set.of("text", "varchar", "character varying");
    private static final Pattern DIGITS = Pattern.compile("-?\\d{1,18}");
    private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern ISO_DATE = Pattern.compile("[1-9]\\d{3}-\\d{2}-\\d{2}");

    private static KeyValue text(String text) {
        return new KeyValue(true, text);
    }

    /** Whether there are values with which it can be told. */
    static boolean mayBeTold(SqlValue value, KeyType field) {
        if (value instanceof SqlValue.Parameter parameter) {
            return field.kind() != KeyType.Kind.OTHER && fits(parameter.cast(), field);
        }
        return value instanceof SqlValue.Literal
                && of(value, field, true, ParameterValues.NONE).isTold();
    }

    /** @param stored the value becomes the row's, rather than being compared with it */
    static KeyValue of(SqlValue value, KeyType field, boolean stored, ParameterValues values) {
        if (value instanceof SqlValue.Literal literal) {
            return fits(literal.cast(), field) ? literal(literal, field, stored) : UNTOLD;
        }
        return value instanceof SqlValue.Parameter parameter && fits(parameter.cast(), field)
                ? bound(values.value(parameter.index()), parameter.cast(), field, stored)
                : UNTOLD;
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
            return isInteger(field) && DIGITS.matcher(text).matches() ? integer(Long.parseLong(text), field) : UNTOLD;
        }
        boolean plain = literal.type() == LiteralType.STRING && text.indexOf('\\') < 0; // escapes depend on a setting
        return plain ? string(text, field, stored) : UNTOLD;
    }

    private static KeyValue bound(Object value, @Nullable String cast, KeyType field, boolean stored) {
        if (value.equals(ParameterValues.NULL)) {
            return NO_ROW;
        }
        if (value instanceof Long number) {
            return isInteger(field) ? integer(number, field) : UNTOLD;
        }
        if (value instanceof UUID uuid) {
            return field.kind() == KeyType.Kind.UUID ? text(uuid.toString()) : UNTOLD;
        }
        if (value instanceof LocalDate date) {
            return field.kind() == KeyType.Kind.DATE ? string(date.toString(), field, stored) : UNTOLD;
        }
        boolean asTyped = field.kind() != KeyType.Kind.UUID || cast != null;
        return value instanceof String text && asTyped && field.kind() != KeyType.Kind.DATE
                ? string(text, field, stored)
                : UNTOLD;
    }

    private static boolean isInteger(KeyType field) {
        return switch (field.kind()) {
            case SMALLINT, INTEGER, BIGINT -> true;
            case UUID, TEXT, ENUM, DATE, OTHER -> false;
        };
    }

    /** Out of the column's range it is an error where it would be stored, and no row's where it is compared. */
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
            case TEXT -> isCut(value, field, stored) ? UNTOLD : text(value);
            case ENUM -> text(value);
            case UUID -> UUID_FORM.matcher(value).matches() ? text(value.toLowerCase(Locale.ROOT)) : UNTOLD;
            case DATE -> ISO_DATE.matcher(value).matches() ? text(value) : UNTOLD;
            case SMALLINT, INTEGER, BIGINT, OTHER -> UNTOLD;
        };
    }

    /** Blanks beyond the length of a varchar(n) are cut off without an error. */
    private static boolean isCut(String value, KeyType field, boolean stored) {
        return stored && field.maxLength() >= 0 && value.codePointCount(0, value.length()) > field.maxLength();
    }
}
