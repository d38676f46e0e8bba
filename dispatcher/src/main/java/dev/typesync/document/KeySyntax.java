package dev.typesync.document;

import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.KeyText;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the commonest types of keys look like in PostgreSQL before version 16, which cannot be asked without an error.
 * The forms are those of the manual, sections 8.1.1 and 8.12, and some more: it only excludes what is certainly no value.
 */
final class KeySyntax {
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?[0-9]+\\s*");
    private static final Pattern UUID = Pattern.compile("\\{?[0-9a-fA-F-]{32,39}}?");
    private static final Map<String, Pattern> BY_TYPE =
            Map.of("smallint", INTEGER, "integer", INTEGER, "bigint", INTEGER, "uuid", UUID);

    private KeySyntax() {}

    /** Whether a part of the text is no value of its column. The text has as many parts as the key. */
    static boolean excludes(List<KeyColumn> key, String text) {
        List<String> parts = KeyText.split(text, key.size());
        for (int i = 0; i < parts.size(); i++) {
            Pattern form = BY_TYPE.get(key.get(i).type());
            if (form != null && !form.matcher(parts.get(i)).matches()) {
                return true;
            }
        }
        return false;
    }
}
