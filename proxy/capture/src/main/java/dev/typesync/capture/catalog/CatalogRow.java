package dev.typesync.capture.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One row of a catalog query, each value as the server prints it. Columns count from 0. */
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

    /** 0 for NULL, which no oid is. */
    public long oid(int column) {
        String value = values.get(column);
        return value == null ? 0 : Long.parseLong(value);
    }

    int number(int column) {
        return Integer.parseInt(text(column));
    }

    /** NULL counts as false. */
    public boolean flag(int column) {
        return "t".equals(values.get(column));
    }
}
