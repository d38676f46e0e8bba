package dev.typesync.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Renders text, and truncates it if it is too long to be indexed. */
final class TextRenderer implements ValueRenderer {
    private final String field;
    private final ValueLossCounter valueLossCounter;

    TextRenderer(MappedColumn column, ValueLossCounter valueLossCounter) {
        this.field = column.field();
        this.valueLossCounter = valueLossCounter;
    }

    /** Here the text NaN is a normal text. */
    @Override
    public boolean isPresent(String text) {
        return true;
    }

    @Override
    public void render(String text, JsonGenerator to) throws IOException {
        int fittingLength = Utf8Limit.fittingLength(text);
        if (fittingLength == text.length()) {
            to.writeString(text);
        } else {
            valueLossCounter.countTruncatedText(field);
            to.writeString(text.substring(0, fittingLength));
        }
    }
}
