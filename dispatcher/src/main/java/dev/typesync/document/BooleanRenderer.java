package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** {@code true} and {@code false}, in arrays {@code t} and {@code f}. */
record BooleanRenderer() implements ValueRenderer {
    @Override
    public void render(String text, JsonGenerator to) throws IOException, UnfitValueException {
        switch (text) {
            case "true", "t" -> to.writeBoolean(true);
            case "false", "f" -> to.writeBoolean(false);
            default -> throw new UnfitValueException("is neither true nor false, which bool needs");
        }
    }
}
