package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;

/** Numbers with their digits. Typesense stores them as a double, and sorts and filters by a 32-bit float. */
final class DecimalRenderer implements ValueRenderer {
    /** Every number of up to 15 digits is printed by its double as it was. */
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
        double value = Double.parseDouble(number);
        if (Double.isInfinite(value)) {
            throw new UnfitValueException("is beyond 1.8e308, which a float can hold; `type: string` keeps it");
        }
        if (!isFloat && number.length() > SAFE_LENGTH && isChangedBy(value, number)) {
            valueLossCounter.lossyNumber(field);
        }
        to.writeNumber(number);
    }

    private static boolean isChangedBy(double value, String number) {
        return new BigDecimal(Double.toString(value)).compareTo(new BigDecimal(number)) != 0;
    }

    private static String parsed(String text) throws UnfitValueException {
        try {
            return new BigDecimal(text).toString();
        } catch (NumberFormatException e) {
            throw new UnfitValueException("is text that is no number, which float needs");
        }
    }
}
