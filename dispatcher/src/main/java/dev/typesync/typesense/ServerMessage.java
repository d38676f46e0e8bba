package dev.typesync.typesense;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Extracts the {@code message} of an error answer. */
final class ServerMessage {
    private static final int MAX_LENGTH = 300;
    private static final JsonFactory JSON = new JsonFactory();

    private ServerMessage() {}

    /** The message, or the body if it is not Typesense's JSON; shortened. */
    static String of(String body) {
        String message = body.strip();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == JsonToken.START_OBJECT
                    && "message".equals(parser.nextFieldName())
                    && parser.nextToken() == JsonToken.VALUE_STRING) {
                message = parser.getText();
            }
        } catch (IOException e) {
            message = "not Typesense's JSON: " + message;
        }
        return message.length() <= MAX_LENGTH ? message : message.substring(0, MAX_LENGTH) + "…";
    }
}
