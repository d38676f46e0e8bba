package dev.typesync.document;

import static java.util.Objects.requireNonNull;

/**
 * A column that the configuration selects but that cannot become a field.
 *
 * @param name as the catalog stores it
 * @param reason the reason for the warning
 */
public record LeftOutColumn(String name, String reason) {
    public LeftOutColumn {
        requireNonNull(name, "name");
        requireNonNull(reason, "reason");
    }
}
