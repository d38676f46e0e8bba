package dev.typesync.capture;

import dev.typesync.capture.catalog.WatchList;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.rewrite.SessionEffectsReader;
import dev.typesync.parser.StatementParser;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers questions about the statements of a string, for one session. It executes none of them. As thread-safe as the
 * session.
 */
public final class StatementInspection {
    private final StatementParser parser;
    private final DatabaseSession databaseSession;
    private final SessionCatalog catalog;
    private final DecisionByNames byNames;

    StatementInspection(
            StatementParser parser, DatabaseSession databaseSession, SessionCatalog catalog, DecisionByNames byNames) {
        this.parser = parser;
        this.databaseSession = databaseSession;
        this.catalog = catalog;
        this.byNames = byNames;
    }

    private List<StatementPlan> statements(String sql) {
        return parser.parse(sql, databaseSession.standardConformingStrings()).statements();
    }

    /** Whether a string holds one statement. */
    public boolean isSingle(String sql) {
        return statements(sql).size() == 1;
    }

    /** The statements of a string that read or write rows: those that the server can describe. */
    public List<String> rowStatements(String sql) {
        return statements(sql).stream()
                .filter(plan -> switch (plan.operation()) {
                    case READ, INSERT, UPSERT, UPDATE, DELETE, MERGE -> true;
                    case TRUNCATE, COPY_IN, DDL, TXN, SESSION, OPAQUE -> false;
                })
                .map(plan ->
                        sql.substring(plan.clauses().start(), plan.clauses().end()))
                .toList();
    }

    /** The statements of a string that write a relation with the name of a watched one. */
    public List<String> watchedWrites(String sql) {
        WatchList watchList = catalog.lastKnown();
        List<String> writes = new ArrayList<>();
        for (StatementPlan plan : statements(sql)) {
            boolean watched = plan.targets().stream()
                    .anyMatch(target -> watchList.isWatched(target.name().table()));
            if (watched && plan.operation() != SqlOperation.OPAQUE) {
                writes.add(sql.substring(plan.clauses().start(), plan.clauses().end()));
            }
        }
        return writes;
    }

    /**
     * Marks for all tables that the texts of a batch name. Empty unless one of them writes what an earlier one may have
     * made or renamed.
     *
     * @throws SQLException the application's own: the connection is lost, or the application has canceled the batch
     */
    public List<Mark> marksOfNamedTables(List<String> texts) throws SQLException {
        List<StatementPlan> plans =
                texts.stream().flatMap(sql -> statements(sql).stream()).toList();
        try {
            return SessionEffectsReader.marksAfterChangedMeaning(plans, catalog.watchList());
        } catch (SessionEndedException e) {
            e.throwError();
            return List.of(); // the batch fails by itself
        } catch (SQLException | RuntimeException e) { // each text was decided before this, with a warning
            return plans.stream()
                    .flatMap(plan -> byNames.marks(plan).stream())
                    .distinct()
                    .toList();
        }
    }
}
