package dev.typesync.capture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.capture.catalog.CatalogSnapshot;
import dev.typesync.capture.catalog.WatchList;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.RewrittenText;
import dev.typesync.capture.decision.RewrittenText.Edit;
import dev.typesync.capture.decision.SessionEffects;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.parser.StatementParser;
import dev.typesync.parser.lexer.TextShape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one decision says about other texts. */
class DecisionCacheTest {
    private static final StatementRequest AD_HOC = new StatementRequest(false, true, GeneratedKeys.NONE);
    private static final StatementRequest PREPARED = new StatementRequest(true, true, GeneratedKeys.NONE);

    private final DecisionCache cache =
            new DecisionCache(new CatalogSnapshot(new WatchList(List.of(), Map.of()), 180000, Map.of(), Map.of()));

    private static Decision.Rewritten planned(String sql) {
        RewrittenText text = RewrittenText.of(sql, Edit.insert(0, "WITH c AS ("), Edit.insert(sql.length(), ")"));
        return new Decision.Rewritten(text, List.of(), List.of(), SessionEffects.NONE);
    }

    private Decision shared(String sql, StatementRequest request) {
        return cache.shareByShape(sql, DecisionCache.shapeOf(sql, request), request, planned(sql));
    }

    private Decision.Rewritten rewritten(String sql, StatementRequest request) {
        return (Decision.Rewritten) shared(sql, request);
    }

    private @Nullable Decision ofShape(String sql) {
        TextShape shape = requireNonNull(DecisionCache.shapeOf(sql, AD_HOC));
        return cache.find(sql, shape, AD_HOC);
    }

    @Test
    void aTextIsFoundWithItsRequest() {
        Decision decision = planned("insert into t values (?)");
        cache.remember("insert into t values (?)", PREPARED, decision);
        assertThat(cache.find("insert into t values (?)", PREPARED)).isSameAs(decision);
        assertThat(cache.find("insert into t values (?)", AD_HOC)).isNull();
    }

    @Test
    void anAdHocStatementTakesTheDecisionOfItsShape() {
        shared("insert into t values (1, 'a')", AD_HOC);
        Decision other = ofShape(" insert into t values (2, 'insert into t values (2')");
        assertThat(other).isInstanceOf(Decision.Rewritten.class);
        assertThat(((Decision.Rewritten) other).text())
                .isEqualTo(" WITH c AS (insert into t values (2, 'insert into t values (2'))");
        assertThat(ofShape("insert into u values (2, 'b')")).isNull();
    }

    @Test
    void textsOfOneShapeShareTheirAcceptance() {
        Decision.Rewritten first = rewritten("update t set v = 1", PREPARED);
        assertThat(first.acceptance().isAccepted()).isFalse();
        first.acceptance().accept();
        assertThat(rewritten("update t set v = 22", PREPARED).acceptance().isAccepted())
                .isTrue();
        assertThat(rewritten("update t set v = 1", AD_HOC).acceptance().isAccepted())
                .isFalse();
    }

    @Test
    void whatIsRefusedFallsBackForTheWholeShape() {
        shared("update t set v = 1", AD_HOC);
        cache.refuse("update t set v = 1", AD_HOC);
        assertThat(ofShape("update t set v = 2")).isNull();
        assertThat(shared("update t set v = 3", AD_HOC)).isInstanceOf(Decision.MarkBefore.class);
        assertThat(shared("update t set v = 3", PREPARED)).isInstanceOf(Decision.Rewritten.class);
    }

    @Test
    void aRefusalStaysWhenAnotherTextIsAccepted() {
        Decision.Rewritten sent = rewritten("update t set v = 1", PREPARED);
        cache.refuse("update t set v = 2", PREPARED);
        sent.acceptance().accept();
        assertThat(sent.acceptance().isRefused()).isTrue();
    }

    @Test
    void longTextsShareNothingButARefusal() {
        String sql = "insert into t values ('" + "x".repeat(StatementParser.LONGEST_REMEMBERED_TEXT) + "')";
        cache.remember(sql, PREPARED, planned(sql));
        assertThat(cache.find(sql, PREPARED)).isNull();
        rewritten(sql, PREPARED).acceptance().accept();
        assertThat(rewritten(sql, PREPARED).acceptance().isAccepted()).isFalse();
        cache.refuse(sql, PREPARED);
        assertThat(shared(sql, PREPARED)).isInstanceOf(Decision.MarkBefore.class);
    }
}
