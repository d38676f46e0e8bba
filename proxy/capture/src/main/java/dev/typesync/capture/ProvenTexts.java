package dev.typesync.capture;

import dev.typesync.parser.StatementParser;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rewritten texts that the server is known to accept: those of one session, and by their shape those of its view. */
final class ProvenTexts {
    private static final int MOST = 2_000;

    private final Set<Decision> decisions = Collections.newSetFromMap(new IdentityHashMap<>());

    boolean contains(@Nullable SessionView seen, String sql, Request request, Decision decision) {
        if (decisions.contains(decision)) {
            return true;
        }
        if (seen == null || !seen.accepts(StatementParser.shape(sql), request)) {
            return false;
        }
        remember(decision);
        return true;
    }

    void add(@Nullable SessionView seen, String sql, Request request, Decision decision) {
        if (!decisions.contains(decision) && seen != null) {
            seen.accepted(StatementParser.shape(sql), request);
            remember(decision);
        }
    }

    private void remember(Decision decision) {
        if (decisions.size() >= MOST) {
            decisions.clear();
        }
        decisions.add(decision);
    }
}
