package dev.typesync.capture;

import dev.typesync.parser.LiteralType;
import dev.typesync.parser.Value;
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
record NamedValue(boolean isTold, @Nullable String text) {
    private static final NamedValue UNTOLD = new NamedValue(false, null);
    private static final NamedValue NO_ROW = new NamedValue(true, null);

    private static final Set<String> INTEGERS = Set.of("int2", "smallint", "int4", "int", "integer", "int8", "bigint");
    private static final Set<String> TEXTS = Set.of("text", "varchar", "character varying");
    private static final Pattern DIGITS = Pattern.compile("-?\\d{1,18}");
    private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern ISO_DATE = Pattern.compile("[1-9]\\d{3}-\\d{2}-\\d{2}");

    private static NamedValue text(String text) {
        return new NamedValue(true, text);
    }

    /** Whether there are values with which it can be told. */
    static boolean mayBeTold(Value value, KeyField field) {
        if (value instanceof Value.Parameter parameter) {
            return field.kind() != KeyField.Kind.OTHER && fits(parameter.cast(), field);
        }
        return value instanceof Value.Literal
                && of(value, field, true, ParameterValues.NONE).isTold();
    }

    /** @param stored the value becomes the row's, rather than being compared with it */
    static NamedValue of(Value value, KeyField field, boolean stored, ParameterValues values) {
        if (value instanceof Value.Literal literal) {
            return fits(literal.cast(), field) ? literal(literal, field, stored) : UNTOLD;
        }
        return value instanceof Value.Parameter parameter && fits(parameter.cast(), field)
                ? bound(values.value(parameter.index()), parameter.cast(), field, stored)
                : UNTOLD;
    }

    private static boolean fits(@Nullable String cast, KeyField field) {
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

    private static NamedValue literal(Value.Literal literal, KeyField field, boolean stored) {
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

    private static NamedValue bound(Object value, @Nullable String cast, KeyField field, boolean stored) {
        if (value.equals(ParameterValues.NULL)) {
            return NO_ROW;
        }
        if (value instanceof Long number) {
            return isInteger(field) ? integer(number, field) : UNTOLD;
        }
        if (value instanceof UUID uuid) {
            return field.kind() == KeyField.Kind.UUID ? text(uuid.toString()) : UNTOLD;
        }
        if (value instanceof LocalDate date) {
            return field.kind() == KeyField.Kind.DATE ? string(date.toString(), field, stored) : UNTOLD;
        }
        boolean asTyped = field.kind() != KeyField.Kind.UUID || cast != null;
        return value instanceof String text && asTyped && field.kind() != KeyField.Kind.DATE
                ? string(text, field, stored)
                : UNTOLD;
    }

    private static boolean isInteger(KeyField field) {
        return switch (field.kind()) {
            case SMALLINT, INTEGER, BIGINT -> true;
            case UUID, TEXT, ENUM, DATE, OTHER -> false;
        };
    }

    /** Out of the column's range it is an error where it would be stored, and no row's where it is compared. */
    private static NamedValue integer(long number, KeyField field) {
        boolean inRange = switch (field.kind()) {
            case SMALLINT -> number == (short) number;
            case INTEGER -> number == (int) number;
            default -> true;
        };
        return inRange ? text(Long.toString(number)) : NO_ROW;
    }

    private static NamedValue string(String value, KeyField field, boolean stored) {
        return switch (field.kind()) {
            case TEXT -> isCut(value, field, stored) ? UNTOLD : text(value);
            case ENUM -> text(value);
            case UUID -> UUID_FORM.matcher(value).matches() ? text(value.toLowerCase(Locale.ROOT)) : UNTOLD;
            case DATE -> ISO_DATE.matcher(value).matches() ? text(value) : UNTOLD;
            case SMALLINT, INTEGER, BIGINT, OTHER -> UNTOLD;
        };
    }

    /** Blanks beyond the length of a varchar(n) are cut off without an error. */
    private static boolean isCut(String value, KeyField field, boolean stored) {
        return stored && field.maxLength() >= 0 && value.codePointCount(0, value.length()) > field.maxLength();
    }
}
