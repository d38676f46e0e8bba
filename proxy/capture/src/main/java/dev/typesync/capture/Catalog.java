package dev.typesync.capture;

import java.sql.SQLException;
import java.util.List;

/** Answers a query on the catalog, as {@link Backend#query}. */
@FunctionalInterface
interface Catalog {
    List<Row> query(String sql) throws SQLException;
}
