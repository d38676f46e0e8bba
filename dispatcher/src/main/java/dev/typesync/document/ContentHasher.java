package dev.typesync.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds the tokens of one document into a hash. Without recursion: PostgreSQL and Typesense take JSON that is nested
 * deeper than a thread's stack. Used once, by one thread.
 */
final class ContentHasher {
    private static final long NULL = 0x6e756c6cL;
    private static final long TRUE = 0x74727565L;
    private static final long FALSE = 0x66616c7365L;

    private final JsonParser parser;
    private String id = "";
    private @Nullable Level innermost;

    ContentHasher(JsonParser parser) {
        this.parser = parser;
    }

    DocumentHash hash() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("not a JSON document");
        }
        Level document = new Level(null, true);
        innermost = document;
        while (innermost != null) {
            take(innermost, parser.nextToken());
        }
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException("more than one JSON document");
        }
        return new DocumentHash(id, document.hash());
    }

    private void take(Level level, @Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new IllegalArgumentException("a JSON document that ends early");
        }
        switch (token) {
            case FIELD_NAME -> level.field = parser.currentName();
            case START_OBJECT -> innermost = new Level(level, true);
            case START_ARRAY -> innermost = new Level(level, false);
            case END_OBJECT, END_ARRAY -> end(level);
            default -> scalar(level, token);
        }
    }

    private void end(Level level) {
        innermost = level.parent;
        if (level.parent != null) {
            level.parent.add(level.hash());
        }
    }

    private void scalar(Level level, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL && level.parent == null) {
            level.drop(); // some versions of Typesense store it, others do not
            return;
        }
        if (token == JsonToken.VALUE_STRING && level.parent == null && "id".equals(level.field)) {
            id = parser.getText();
        }
        level.add(scalarHash(token));
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

    /** An object or array that is being read. */
    private static final class Level {
        final @Nullable Level parent;
        final @Nullable Map<String, Long> fields;
        String field = "";
        long elements = 1;

        Level(@Nullable Level parent, boolean object) {
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

        void drop() {
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
