package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * json and jsonb as they are, in one line.
 *
 * @param indexed whether the field has a type: then a JSON null is an absent field, since the server drops it
 */
record JsonRenderer(boolean indexed) implements ValueRenderer {
    private static final String NO_CHARACTER = "holds half of a surrogate pair, which is no character";

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
            throw new UnfitValueException(NO_CHARACTER); // all else that is no JSON, PostgreSQL has refused
        }
    }

    private static void copy(JsonParser parser, JsonToken token, JsonGenerator to)
            throws IOException, UnfitValueException {
        if (token.isNumeric()) {
            String number = parser.getText();
            if (Double.isInfinite(Double.parseDouble(number))) {
                throw new UnfitValueException("holds a number beyond 1.8e308");
            }
            to.writeNumber(number);
        } else {
            if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
                requireUnicode(parser.getText());
            }
            to.copyCurrentEvent(parser);
        }
    }

    /** The type json checks the form of an escape only, so that half a surrogate pair can stand alone. */
    private static void requireUnicode(String text) throws UnfitValueException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isSurrogatePair(c, text.charAt(i))) {
                    throw new UnfitValueException(NO_CHARACTER);
                }
            }
        }
    }
}
