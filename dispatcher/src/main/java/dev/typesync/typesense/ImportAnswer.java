package dev.typesync.typesense;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.typesync.typesense.ImportOutcome.Answered;
import dev.typesync.typesense.ImportOutcome.Unknown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses the lines that answer an import: one for each document. A line with an error repeats the document, so only one
 * line is in memory. Used by one thread.
 */
final class ImportAnswer extends LineBody {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int ERROR_BYTES = 64 * 1024;

    private final int documents;
    private final List<LineResult> lines = new ArrayList<>();
    private @Nullable String fault;

    /** @param requestBytes the size of the request; a line holds at most one document, with its quotes escaped */
    ImportAnswer(int documents, long requestBytes) {
        super((int) Math.min(Integer.MAX_VALUE - 8L, 4L * requestBytes + ERROR_BYTES));
        this.documents = documents;
    }

    /**
     * One result for each document. The outcome is unknown if the number of results differs or a line is invalid,
     * because the results could then belong to other documents.
     */
    ImportOutcome outcome() {
        if (fault != null) {
            return new Unknown(fault, null);
        }
        return lines.size() == documents
                ? new Answered(lines)
                : new Unknown(lines.size() + " result lines for " + documents + " documents", null);
    }

    @Override
    boolean line(byte[] bytes, int length, boolean isTooLong) {
        if (length == 0) {
            return true;
        }
        if (lines.size() == documents) {
            fault = "more result lines than documents, which are " + documents;
        } else if (isTooLong) {
            fault = "result line " + (lines.size() + 1) + " of " + documents + " is longer than " + length + " bytes";
        } else {
            parse(bytes, length);
        }
        return fault == null;
    }

    private void parse(byte[] bytes, int length) {
        try (JsonParser parser = JSON.createParser(bytes, 0, length)) {
            if (parser.nextToken() == null) {
                return; // a blank line
            }
            LineResult result = result(parser);
            if (parser.nextToken() != null) {
                throw new IllegalStateException("more than one value");
            }
            lines.add(result);
        } catch (IOException | IllegalStateException e) {
            // without the cause: it quotes the answer, which quotes the document
            fault = "result line " + (lines.size() + 1) + " of " + documents + " cannot be parsed";
        }
    }

    private static LineResult result(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalStateException("not an object");
        }
        boolean success = false;
        int code = HttpStatus.OK;
        String error = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "success" -> success = value == JsonToken.VALUE_TRUE;
                case "code" -> code = parser.getIntValue();
                case "error" -> error = parser.getText();
                default -> parser.skipChildren();
            }
        }
        return success ? LineResult.DONE : new LineResult(false, code, error);
    }
}
