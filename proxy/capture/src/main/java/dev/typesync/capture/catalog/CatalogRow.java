package dev.typesync.capture.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One row of a catalog query. Each value is a text as the server prints it. Columns count from 0. Immutable. */
public record CatalogRow(List<@Nullable String> values) {
    public CatalogRow {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    public @Nullable String optional(int column) {
        return values.get(column);
    }

    public String text(int column) {
        return Objects.requireNonNull(values.get(column), "a column of a catalog query is NULL");
    }

    /** The oid; 0 for NULL, since no object has that one. */
    public long oid(int column) {
        String value = values.get(column);
        return value == null ? 0 : Long.parseLong(value);
    }

    int number(int column) {
        return Integer.parseInt(text(column));
    }

    /** The boolean; false for NULL. */
    public boolean flag(int column) {
        return "t".equals(values.get(column));
    }
}
