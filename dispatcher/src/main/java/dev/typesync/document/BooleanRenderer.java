package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Renders {@code true} and {@code false}, which are {@code t} and {@code f} in arrays. */
record BooleanRenderer() implements ValueRenderer {
    @Override
    public void render(String text, JsonGenerator to) throws IOException, UnfitValueException {
        switch (text) {
            case "true", "t" -> to.writeBoolean(true);
            case "false", "f" -> to.writeBoolean(false);
            default -> throw new UnfitValueException("is neither true nor false, as bool requires");
        }
    }
}
