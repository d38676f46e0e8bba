package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Renders dates and timestamps in ISO 8601: {@code 2024-02-29}, {@code 2024-02-29T12:00:00.5}, with time zone {@code
 * 2024-02-29T12:00:00.5Z}. The input is seconds since 1970 with fractions. Years are astronomical: 44 BC is -0043.
 */
record IsoInstantRenderer(ValueKind kind) implements ValueRenderer {
    private static final int NANO_DIGITS = 9;

    @Override
    public void render(String text, JsonGenerator to) throws IOException {
        BigDecimal seconds = new BigDecimal(text);
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        int nanos = seconds.subtract(whole).movePointRight(NANO_DIGITS).intValueExact();
        LocalDateTime time = LocalDateTime.ofEpochSecond(whole.longValueExact(), nanos, ZoneOffset.UTC);
        to.writeString(format(time));
    }

    private String format(LocalDateTime time) {
        if (kind == ValueKind.DATE) {
            return LocalDate.from(time).toString();
        }
        String local = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
        return kind == ValueKind.TIMESTAMPTZ ? local + "Z" : local;
    }
}
