package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Renders numbers with all their digits. Typesense stores them as a double, and sorts and filters by a 32-bit float.
 */
final class DecimalRenderer implements ValueRenderer {
    /** A double keeps every number of up to 15 digits. */
    private static final int SAFE_LENGTH = 15;

    private final boolean isText;
    private final boolean isFloat;
    private final String field;
    private final ValueLossCounter valueLossCounter;

    DecimalRenderer(MappedColumn column, ValueLossCounter valueLossCounter) {
        this.isText = column.kind() == ValueKind.TEXT;
        this.isFloat = column.kind() == ValueKind.FLOAT;
        this.field = column.field();
        this.valueLossCounter = valueLossCounter;
    }

    @Override
    public void render(String text, JsonGenerator to) throws IOException, UnfitValueException {
        String number = isText ? parsed(text) : text;
        double value = number(number);
        if (Double.isInfinite(value)) {
            throw new UnfitValueException("is larger than 1.8e308, the limit of a float; `type: string` keeps it");
        }
        if (!isFloat && number.length() > SAFE_LENGTH && isChanged(value, number)) {
            valueLossCounter.countLossyNumber(field);
        }
        to.writeNumber(number);
    }

    /** Not a number only if the column got another type after the catalog was read. */
    private static double number(String text) throws UnfitValueException {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new UnfitValueException("is not a number, as float requires");
        }
    }

    private static boolean isChanged(double value, String number) {
        return new BigDecimal(Double.toString(value)).compareTo(new BigDecimal(number)) != 0;
    }

    private static String parsed(String text) throws UnfitValueException {
        try {
            return new BigDecimal(text).toString();
        } catch (NumberFormatException e) {
            throw new UnfitValueException("is text that is not a number, as float requires");
        }
    }
}
