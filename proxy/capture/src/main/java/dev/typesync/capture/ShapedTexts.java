package dev.typesync.capture;

import dev.typesync.capture.Backend.State;
import dev.typesync.parser.ParsedSql;
import dev.typesync.parser.TextShape;
import org.jspecify.annotations.Nullable;

/** Texts for once, with their values in them: what was decided for one serves all of its shape. As thread-safe as its session. */
final class ShapedTexts {
    private final Backend backend;
    private final SessionCatalog catalog;

    ShapedTexts(Backend backend, SessionCatalog catalog) {
        this.backend = backend;
        this.catalog = catalog;
    }

    /** Null where the text is not for once, or could be another one than it seems. */
    @Nullable
    TextShape shape(String sql, Request request) {
        boolean shaped = request.isForOnce()
                && request.keys().kind() == GeneratedKeys.Kind.NONE
                && sql.length() <= SessionView.MAX_TEXT
                && backend.state() != State.FAILED
                && backend.readsAsWritten(sql)
                && !SetConfig.isMentioned(sql);
        return shaped ? TextShape.of(sql) : null;
    }

    /** Null where none was made with what is known now. */
    @Nullable
    Decision decided(String sql, TextShape shape, Request request) {
        SessionView seen = catalog.isOutOfDate() ? null : catalog.currentView();
        return seen == null ? null : seen.decidedForShape(sql, shape, request);
    }

    void remember(String sql, TextShape shape, ParsedSql parsed, Request request, Decision decision, SessionView seen) {
        ShapedDecision shaped = ShapedDecision.of(sql, shape, parsed, decision);
        if (shaped != null) {
            seen.rememberForShape(shape, request, shaped);
        }
    }
}
