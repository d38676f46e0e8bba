package dev.typesync.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Computes the hash of one document from its JSON tokens. It does not use recursion, because PostgreSQL and Typesense
 * accept JSON with deeper nesting than a thread's stack allows. Used once, by one thread.
 */
final class ContentHasher {
    private static final long NULL = 0x6e756c6cL;
    private static final long TRUE = 0x74727565L;
    private static final long FALSE = 0x66616c7365L;

    private final JsonParser parser;
    private String id = "";
    private @Nullable Container current;

    ContentHasher(JsonParser parser) {
        this.parser = parser;
    }

    DocumentHash hash() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("not a JSON document");
        }
        Container document = new Container(null, true);
        current = document;
        while (current != null) {
            consume(current, parser.nextToken());
        }
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException("more than one JSON document");
        }
        return new DocumentHash(id, document.hash());
    }

    private void consume(Container container, @Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new IllegalArgumentException("the JSON document ends too early");
        }
        switch (token) {
            case FIELD_NAME -> container.field = parser.currentName();
            case START_OBJECT -> current = new Container(container, true);
            case START_ARRAY -> current = new Container(container, false);
            case END_OBJECT, END_ARRAY -> end(container);
            default -> scalar(container, token);
        }
    }

    private void end(Container container) {
        current = container.parent;
        if (container.parent != null) {
            container.parent.add(container.hash());
        }
    }

    private void scalar(Container container, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL && container.parent == null) {
            container.removeField(); // some versions of Typesense store a null, others do not
            return;
        }
        if (token == JsonToken.VALUE_STRING && container.parent == null && "id".equals(container.field)) {
            id = parser.getText();
        }
        container.add(scalarHash(token));
    }

    private long scalarHash(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> HashFunctions.text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> CanonicalNumber.hash(parser.getText());
            case VALUE_TRUE -> HashFunctions.number(TRUE);
            case VALUE_FALSE -> HashFunctions.number(FALSE);
            case VALUE_NULL -> HashFunctions.number(NULL);
            default -> throw new IllegalArgumentException("not JSON: " + token);
        };
    }

    /** An object or array that is not complete yet. */
    private static final class Container {
        final @Nullable Container parent;
        final @Nullable Map<String, Long> fields;
        String field = "";
        long elements = 1;

        Container(@Nullable Container parent, boolean object) {
            this.parent = parent;
            this.fields = object ? new HashMap<>() : null;
        }

        void add(long value) {
            if (fields != null) {
                fields.put(field, value);
            } else {
                elements = HashFunctions.number(elements * 31 + value);
            }
        }

        void removeField() {
            if (fields != null) {
                fields.remove(field);
            }
        }

        long hash() {
            if (fields == null) {
                return elements;
            }
            long sum = 2;
            for (Map.Entry<String, Long> entry : fields.entrySet()) {
                sum += HashFunctions.number(HashFunctions.text(entry.getKey()) * 31 + entry.getValue());
            }
            return HashFunctions.number(sum);
        }
    }
}
