package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * Renders a point {@code (x,y)} as {@code [y, x]}, which is latitude and longitude. The server does not check their
 * ranges.
 */
record GeopointRenderer() implements ValueRenderer {
    private static final double MAX_LATITUDE = 90;
    private static final double MAX_LONGITUDE = 180;

    @Override
    public void render(String text, JsonGenerator to) throws IOException, UnfitValueException {
        int comma = text.indexOf(',');
        if (comma < 0 || !text.startsWith("(") || !text.endsWith(")")) {
            throw new UnfitValueException("is not a point, as geopoint requires");
        }
        String longitude = text.substring(1, comma);
        String latitude = text.substring(comma + 1, text.length() - 1);
        if (!isWithin(latitude, MAX_LATITUDE) || !isWithin(longitude, MAX_LONGITUDE)) {
            throw new UnfitValueException(
                    "is not a valid geopoint [y, x]: x must be within 180 degrees and y within 90 degrees");
        }
        to.writeStartArray();
        to.writeNumber(latitude);
        to.writeNumber(longitude);
        to.writeEndArray();
    }

    private static boolean isWithin(String coordinate, double limit) throws UnfitValueException {
        try {
            return Math.abs(Double.parseDouble(coordinate)) <= limit; // false for NaN
        } catch (NumberFormatException e) {
            throw new UnfitValueException("is not a point, as geopoint requires");
        }
    }
}
