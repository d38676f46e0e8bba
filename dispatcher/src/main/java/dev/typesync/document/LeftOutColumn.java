package dev.typesync.document;

import static java.util.Objects.requireNonNull;

/**
 * A column that does not become a field, though the configuration asks for it.
 *
 * @param name as the catalog stores it
 * @param reason why, for the warning
 */
public record LeftOutColumn(String name, String reason) {
    public LeftOutColumn {
        requireNonNull(name, "name");
        requireNonNull(reason, "reason");
    }
}
