package dev.typesync.capture;

import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.catalog.WatchList;
import dev.typesync.capture.rewrite.RowMovingDdl;
import dev.typesync.capture.rewrite.SessionEffectsReader;
import dev.typesync.parser.StatementParser;
import dev.typesync.parser.lexer.SettingNames;
import dev.typesync.parser.plan.ParsedSql;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.TransactionVerb;
import dev.typesync.parser.plan.WriteTarget;
import java.sql.SQLException;

/**
 * Decides whether a text may change a replicated table, with as few questions to the catalog as possible. Not
 * thread-safe, as a session is not.
 */
final class WatchedTableCheck {
    private final SessionCatalog catalog;
    private final DatabaseSession databaseSession;

    WatchedTableCheck(SessionCatalog catalog, DatabaseSession databaseSession) {
        this.catalog = catalog;
        this.databaseSession = databaseSession;
    }

    /**
     * Whether a text needs no decision: neither it nor the functions that it calls change rows, or what names mean.
     * Allocates nothing as long as no function writes a replicated table.
     */
    boolean needsNoDecision(String sql) {
        return StatementParser.onlyReads(sql) && !SettingNames.mentionsSetConfig(sql) && !catalog.mayCall(sql);
    }

    /** Whether the text has to be planned with a snapshot of the catalog. */
    boolean mayConcern(String sql, ParsedSql parsed) throws SQLException {
        boolean writesAppeared = writesAppearedTable(parsed); // for every statement: the decision reads the list again
        if (writesAppeared
                || (catalog.mayCall(sql)
                        && !catalog.watchList().marksOfCalls(sql).isEmpty())) {
            return true;
        }
        if (SessionEffectsReader.writesAfterChangedMeaning(parsed.statements())) {
            return catalog.watchList() != WatchList.NOTHING; // an earlier statement may have made or renamed the table
        }
        for (StatementPlan plan : parsed.statements()) {
            if (plan.transaction() == TransactionVerb.BEGIN && databaseSession.state() == State.IDLE) {
                catalog.watchList(); // inside the transaction it is not read again, however old it is
            }
            if (RowMovingDdl.mayBe(plan) && RowMovingDdl.concerns(catalog.watchList(), plan)) {
                return true;
            }
            if (mayWriteAnyTable(plan)) {
                return catalog.watchList() != WatchList.NOTHING;
            }
            if (plan.operation().writesRows() && writesWatchedTable(plan)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayWriteAnyTable(StatementPlan plan) {
        return plan.operation() == SqlOperation.OPAQUE
                || (plan.operation().writesRows() && plan.targets().isEmpty());
    }

    private boolean writesWatchedTable(StatementPlan plan) throws SQLException {
        WatchList watchList = catalog.watchList();
        for (WriteTarget target : plan.targets()) {
            if (watchList.isWatched(target.name().table())) {
                return true;
            }
        }
        return false;
    }

    private boolean writesAppearedTable(ParsedSql parsed) throws SQLException {
        boolean appeared = false;
        for (StatementPlan plan : parsed.statements()) {
            for (WriteTarget target : plan.targets()) {
                String table = target.name().table();
                appeared |= plan.operation().writesRows()
                        && catalog.isConfigured(table)
                        && !catalog.watchList().isWatched(table)
                        && catalog.hasAppeared(table);
            }
        }
        return appeared;
    }
}
