package dev.typesync.capture;

import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.catalog.CatalogSnapshot;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.parser.lexer.TextShape;
import dev.typesync.parser.plan.ParsedSql;
import org.jspecify.annotations.Nullable;

/** Texts for once, with their values in them: what was decided for one serves all of its shape. As thread-safe as its session. */
final class ShapedTexts {
    private final DatabaseSession databaseSession;
    private final SessionCatalog catalog;

    ShapedTexts(DatabaseSession databaseSession, SessionCatalog catalog) {
        this.databaseSession = databaseSession;
        this.catalog = catalog;
    }

    /** Null where the text is not for once, or could be another one than it seems. */
    @Nullable
    TextShape shape(String sql, StatementRequest request) {
        boolean shaped = request.isAdHoc()
                && request.keys().kind() == GeneratedKeys.Kind.NONE
                && sql.length() <= CatalogSnapshot.MAX_TEXT
                && databaseSession.state() != State.FAILED
                && databaseSession.readsAsWritten(sql)
                && !SetConfig.isMentioned(sql);
        return shaped ? TextShape.of(sql) : null;
    }

    /** Null where none was made with what is known now. */
    @Nullable
    Decision decided(String sql, TextShape shape, StatementRequest request) {
        CatalogSnapshot seen = catalog.isOutOfDate() ? null : catalog.currentView();
        return seen == null ? null : seen.decidedForShape(sql, shape, request);
    }

    void remember(
            String sql,
            TextShape shape,
            ParsedSql parsed,
            StatementRequest request,
            Decision decision,
            CatalogSnapshot seen) {
        DecisionTemplate shaped = parsed.statements().size() == 1 ? DecisionTemplate.of(shape, decision) : null;
        if (shaped != null) {
            seen.rememberForShape(shape, request, shaped);
        }
    }
}
