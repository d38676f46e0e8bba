package dev.typesync.jartest.differential;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One JDBC call of the program.
 *
 * @param prepared the last method of the step that prepared a statement, empty if none did
 * @param hasStream whether a parameter is a stream
 * @param texts the SQL texts of the step so far; a call executes the last one, a batch of texts all of them
 */
record Operation(
        long step, Instant begin, Instant end, String method, String prepared, boolean hasStream, List<String> texts) {
    private static final Pattern GENERATED_KEYS = Pattern.compile("\\((flag|names|indexes)\\)$");

    /** The text that was executed, in lower case; for a batch all texts. */
    String text() {
        return String.join("\n", texts.subList(isBatch() ? 0 : Math.max(0, texts.size() - 1), texts.size()))
                .toLowerCase(Locale.ROOT);
    }

    /** Whether the instant, of the same clock, is inside the call. */
    boolean contains(Instant instant) {
        return !instant.isBefore(begin) && !instant.isAfter(end);
    }

    boolean isBatch() {
        return method.endsWith("Batch");
    }

    boolean requestsGeneratedKeys() {
        return GENERATED_KEYS.matcher(method).find()
                || GENERATED_KEYS.matcher(prepared).find();
    }

    /** Whether the application chooses the columns of the generated keys, which may not contain the table's key. */
    boolean requestsKeysByName() {
        return requestsGeneratedKeys() && !(method + prepared).contains("(flag)");
    }

    boolean isCopy() {
        return method.contains("opy");
    }

    boolean isRowOfResult() {
        return method.startsWith("ResultSet.");
    }
}
