package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Renders arrays of any number of dimensions as one list, without elements that are NULL, NaN or infinite. */
record ArrayRenderer(ValueRenderer element) implements ValueRenderer {
    @Override
    public boolean isPresent(String text) {
        return true;
    }

    @Override
    public void render(String text, JsonGenerator to) throws IOException, UnfitValueException {
        to.writeStartArray();
        for (String value : ArrayLiteral.elements(text)) {
            if (element.isPresent(value)) {
                element.render(value, to);
            }
        }
        to.writeEndArray();
    }
}
