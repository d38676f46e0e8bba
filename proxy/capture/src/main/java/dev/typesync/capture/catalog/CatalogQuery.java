package dev.typesync.capture.catalog;

import java.sql.SQLException;
import java.util.List;

/** Answers a query on the catalog, as {@code DatabaseSession.query}. */
@FunctionalInterface
public interface CatalogQuery {
    List<CatalogRow> query(String sql) throws SQLException;
}
