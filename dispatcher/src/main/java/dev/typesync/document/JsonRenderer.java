package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Renders json and jsonb unchanged, in one line.
 *
 * @param indexed whether the field has a type; if so, a JSON null means an absent field, because the server drops it
 */
record JsonRenderer(boolean indexed) implements ValueRenderer {
    private static final String HALF_CHARACTER = "contains half of a surrogate pair, which is not a character";

    @Override
    public boolean isPresent(String text) {
        return !indexed || !text.strip().equals("null");
    }

    @Override
    public void render(String text, JsonGenerator to) throws IOException, UnfitValueException {
        try (JsonParser parser = DocumentJson.FACTORY.createParser(text)) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                copy(parser, token, to);
                token = parser.nextToken();
            }
        } catch (JsonParseException e) {
            throw new UnfitValueException(HALF_CHARACTER); // PostgreSQL has refused all other invalid JSON
        }
    }

    private static void copy(JsonParser parser, JsonToken token, JsonGenerator to)
            throws IOException, UnfitValueException {
        if (token.isNumeric()) {
            String number = parser.getText();
            if (Double.isInfinite(Double.parseDouble(number))) {
                throw new UnfitValueException("contains a number larger than 1.8e308");
            }
            to.writeNumber(number);
        } else {
            if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
                requireUnicode(parser.getText());
            }
            to.copyCurrentEvent(parser);
        }
    }

    /** The type json checks only the form of an escape, so half a surrogate pair is possible. */
    private static void requireUnicode(String text) throws UnfitValueException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isSurrogatePair(c, text.charAt(i))) {
                    throw new UnfitValueException(HALF_CHARACTER);
                }
            }
        }
    }
}
