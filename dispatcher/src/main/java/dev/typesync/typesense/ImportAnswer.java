package dev.typesync.typesense;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.typesync.typesense.ImportOutcome.Answered;
import dev.typesync.typesense.ImportOutcome.Unknown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Parses the lines that answer an import. */
final class ImportAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private ImportAnswer() {}

    /**
     * Returns one result for each document. The outcome is unknown if the number of results differs or a line is
     * invalid, because the results could then belong to other documents.
     */
    static ImportOutcome read(String body, int documents) {
        List<LineResult> lines = new ArrayList<>(documents);
        try (JsonParser parser = JSON.createParser(body)) {
            while (parser.nextToken() != null) {
                lines.add(line(parser));
            }
        } catch (IOException | IllegalStateException e) {
            // without the cause: it quotes the answer, which quotes the document
            return new Unknown("result line " + (lines.size() + 1) + " of " + documents + " cannot be parsed", null);
        }
        return lines.size() == documents
                ? new Answered(lines)
                : new Unknown(lines.size() + " result lines for " + documents + " documents", null);
    }

    private static LineResult line(JsonParser parser) throws IOException {
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
