package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Renders arrays of any number of dimensions as one list, without elements that are NULL, NaN or infinite. */
record ArrayRenderer(ValueRenderer element) implements ValueRenderer {
    @Override
    public boolean isPresent(String text) {
        return true;
    }

    @Override
    public void render(String text, JsonGenerator to) throws IOException, UnfitValueException {
        List<String> elements = elements(text);
        to.writeStartArray();
        for (String value : elements) {
            if (element.isPresent(value)) {
                element.render(value, to);
            }
        }
        to.writeEndArray();
    }

    /** Not an array only if the column got another type after the catalog was read. */
    private static List<String> elements(String text) throws UnfitValueException {
        try {
            return ArrayLiteral.elements(text);
        } catch (IllegalArgumentException e) {
            throw new UnfitValueException("is not an array");
        }
    }
}
