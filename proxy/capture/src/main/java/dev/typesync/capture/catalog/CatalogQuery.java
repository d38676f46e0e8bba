package dev.typesync.capture.catalog;

import java.sql.SQLException;
import java.util.List;

/** Runs queries on the catalog in one database session. Blocks until the server has answered. */
@FunctionalInterface
public interface CatalogQuery {
    List<CatalogRow> query(String sql) throws SQLException;
}
