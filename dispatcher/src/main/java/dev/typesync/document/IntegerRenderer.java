package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Renders whole numbers. It checks the range of the field, because the server would silently wrap a larger number
 * around.
 */
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

    /** A numeric can be a whole number and still have decimals, as 5.00 has. */
    private long parseDecimal(String text) throws UnfitValueException {
        try {
            return new BigDecimal(text).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw unfit();
        }
    }

    private UnfitValueException unfit() {
        return new UnfitValueException(
                "is not a whole number from " + min + " to " + max + ", as " + type + " requires");
    }
}
