package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Texts, cut where they are too long to be indexed. */
final class TextRenderer implements ValueRenderer {
    private final String field;
    private final ValueLossCounter valueLossCounter;

    TextRenderer(MappedColumn column, ValueLossCounter valueLossCounter) {
        this.field = column.field();
        this.valueLossCounter = valueLossCounter;
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
            valueLossCounter.cutText(field);
            to.writeString(text.substring(0, fitting));
        }
    }
}
