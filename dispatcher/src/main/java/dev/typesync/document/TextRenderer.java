package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Texts, cut where they are too long to be indexed. */
final class TextRenderer implements ValueRenderer {
    private final String field;
    private final Losses losses;

    TextRenderer(MappedColumn column, Losses losses) {
        this.field = column.field();
        this.losses = losses;
    }

    /** A text that reads NaN is a text. */
    @Override
    public boolean isPresent(String text) {
        return true;
    }

    @Override
    public void render(String text, JsonGenerator to) throws IOException {
        int fitting = Utf8Limit.fitting(text);
        if (fitting == text.length()) {
            to.writeString(text);
        } else {
            losses.cutText(field);
            to.writeString(text.substring(0, fitting));
        }
    }
}
