package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamWriteException;
import java.io.IOException;

/**
 * json and jsonb as they are, in one line.
 *
 * @param indexed whether the field has a type: then a JSON null is an absent field, since the server drops it
 */
record JsonRenderer(boolean indexed) implements ValueRenderer {
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
        } catch (StreamWriteException e) {
            throw new UnfitValueException("holds half of a surrogate pair, which is no Unicode");
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
            to.copyCurrentEvent(parser);
        }
    }
}
