package dev.typesync.typesense;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.typesync.config.PrintableText;
import java.io.IOException;

/** Extracts the {@code message} of an error answer. */
final class ServerMessage {
    private static final int MAX_LENGTH = 300;
    private static final JsonFactory JSON = new JsonFactory();

    private ServerMessage() {}

    /** The message of Typesense's JSON; shortened, without control characters. */
    static String of(String body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == JsonToken.START_OBJECT
                    && "message".equals(parser.nextFieldName())
                    && parser.nextToken() == JsonToken.VALUE_STRING) {
                return printable(parser.getText(), MAX_LENGTH);
            }
        } catch (IOException e) {
            return notTypesense(body);
        }
        return notTypesense(body);
    }

    /** Not the text itself: the error page of a proxy may repeat the request. */
    private static String notTypesense(String body) {
        return body.isBlank() ? "no message" : "not Typesense's JSON, but another text, perhaps of a proxy";
    }

    /** The text in one line: control characters are escaped, so that no text can look like another line of a log. */
    static String printable(String text, int maxLength) {
        return PrintableText.of(text, maxLength);
    }
}
