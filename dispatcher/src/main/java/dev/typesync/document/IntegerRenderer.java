package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;

/** Whole numbers, checked against the field's range: the server would wrap them around silently. */
record IntegerRenderer(String type, long min, long max) implements ValueRenderer {
    @Override
    public void render(String text, JsonGenerator to) throws IOException, UnfitValueException {
        long value = parse(text);
        if (value < min || value > max) {
            throw unfit();
        }
        to.writeNumber(value);
    }

    private long parse(String text) throws UnfitValueException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notPlain) {
            return parseDecimal(text);
        }
    }

    /** A numeric can be whole and yet have decimals, as in 5.00. */
    private long parseDecimal(String text) throws UnfitValueException {
        try {
            return new BigDecimal(text).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw unfit();
        }
    }

    private UnfitValueException unfit() {
        return new UnfitValueException("is no whole number from " + min + " to " + max + ", which " + type + " needs");
    }
}
