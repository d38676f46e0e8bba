package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.CatalogQuery;
import dev.typesync.capture.catalog.CatalogSnapshot;
import dev.typesync.capture.decision.ColumnLabels;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.parser.plan.ParsedSql;
import java.sql.SQLException;

/** Makes the decision for a text. Implementations are thread-safe. */
public interface DecisionPlanner {
    /**
     * The decision for one text with one snapshot of the catalog.
     *
     * @param labels asks the server for the labels of the text's result, only if they are needed
     * @param query asks the server for facts that the snapshot does not have
     * @throws SQLException the server could not answer, or the text itself is wrong
     */
    Decision plan(
            String sql,
            ParsedSql parsed,
            StatementRequest request,
            CatalogSnapshot snapshot,
            ColumnLabels labels,
            CatalogQuery query)
            throws SQLException;
}
