package dev.typesync.capture.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.capture.catalog.CapturedKey;
import dev.typesync.capture.catalog.CatalogRelation;
import dev.typesync.capture.catalog.CatalogSnapshot;
import dev.typesync.capture.catalog.IndirectChange;
import dev.typesync.capture.catalog.RelationRights;
import dev.typesync.capture.catalog.TableEvent;
import dev.typesync.capture.catalog.WatchList;
import dev.typesync.capture.catalog.WatchedRelation;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.Outbox;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.StatementParser;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which text is sent for which statement. */
class OutboxPlannerTest {
    private static final StatementRequest COUNT = new StatementRequest(true, true, GeneratedKeys.NONE);
    private static final StatementRequest ALL_KEYS = new StatementRequest(true, true, GeneratedKeys.ALL);

    private final OutboxPlanner planner = new OutboxPlanner(new Outbox("typesync"));
    private Set<TableEvent> ruled = Set.of();
    private RelationRights rights = new RelationRights(true, false);
    private int version = 180000;

    private Decision plan(String sql, StatementRequest request, String... labels) {
        TableId id = new TableId("public", "t");
        WatchedRelation t = new WatchedRelation(
                new CatalogRelation(7, id, 'r'),
                List.of(new CapturedKey(id, List.of(new KeyColumn("id", "integer", 1)))),
                List.of("id", "v"),
                ruled,
                new WatchedRelation.Triggers(false, false, false),
                List.of(new IndirectChange(
                        Set.of(TableEvent.DELETE),
                        Set.of(),
                        new Mark(new TableId("public", "child"), MarkCause.FOREIGN_KEY))),
                null);
        CatalogSnapshot view =
                new CatalogSnapshot(new WatchList(List.of(t), Map.of()), version, Map.of("t", t), Map.of(7L, rights));
        try {
            return planner.plan(
                    sql,
                    new StatementParser().parse(sql),
                    request,
                    view,
                    () -> List.of(labels),
                    sqlOfCatalog -> List.of());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private String text(String sql, StatementRequest request, String... labels) {
        return ((Decision.Rewritten) plan(sql, request, labels)).text();
    }

    @Test
    void aCountNeedsTheGeneralForm() {
        assertThat(text("insert into t values (?, ?)", COUNT)).isEqualTo("""
                WITH typesync_c(k0) AS (insert into t values (?, ?)
                RETURNING pg_catalog.concat("t"."id"))
                insert into typesync.outbox (tbl, op, keys) SELECT 'public.t', 'k', ARRAY[k0] FROM typesync_c""");
    }

    @Test
    void commentsCannotHideWhatIsAdded() {
        assertThat(text("/*+ hint */ update t as x set v = 1 -- it's done", COUNT))
                .startsWith("/*+ hint */ WITH typesync_c(k0) AS (update t as x set v = 1\n"
                        + "RETURNING pg_catalog.concat(\"x\".\"id\"))")
                .endsWith("FROM typesync_c -- it's done");
    }

    @Test
    void aWithThatReadsStaysInsideTheCteAndOneThatWritesIsExtended() {
        assertThat(text("with a as (select 1) update t set v = 1", COUNT))
                .startsWith("WITH typesync_c(k0) AS (with a as (select 1) update t set v = 1\nRETURNING");
        assertThat(text("with a as (insert into u values (1)) update t set v = 1", COUNT))
                .startsWith("with a as (insert into u values (1)),\ntypesync_c(k0) AS (update t set v = 1\nRETURNING");
    }

    @Test
    void pgjdbcTakesTheSelectForGeneratedKeysForAReturning() {
        assertThat(text("insert into t (v) values (1)", ALL_KEYS)).isEqualTo("""
                WITH typesync_c("returning", c0, c1) AS (insert into t (v) values (1)
                RETURNING pg_catalog.concat("t"."id"), *),
                typesync_o0 AS (insert into typesync.outbox (tbl, op, keys) SELECT 'public.t', 'k', \
                ARRAY["returning"] FROM typesync_c)
                SELECT c0 AS "id", c1 AS "v" FROM typesync_c WHERE typesync_c.returning IS NOT NULL""");
    }

    @Test
    void aReturningKeepsItsItemsAndTakesItsLabelsFromTheServer() {
        assertThat(text("update t set v = 2 returning v + 1, v \"V\";", COUNT, "?column?", "V"))
                .contains("\nRETURNING pg_catalog.concat(\"t\".\"id\"), v + 1, v \"V\")")
                .endsWith(
                        "SELECT c0 AS \"?column?\", c1 AS \"V\" FROM typesync_c WHERE typesync_c.returning IS NOT NULL;");
    }

    @Test
    void inTheSimpleProtocolAReturningGetsAMark() {
        StatementRequest simple = new StatementRequest(true, false, GeneratedKeys.NONE);
        assertThat(text("delete from t returning v", simple)).startsWith("WITH\ntypesync_m AS (insert into");
    }

    @Test
    void aChangedKeyGivesOldAndNewFromVersion18AndAMarkInOlderVersions() {
        assertThat(text("update t set id = 2", COUNT))
                .contains("RETURNING WITH (OLD AS typesync_old, NEW AS typesync_new)"
                        + " case when typesync_old.\"id\" is not null then pg_catalog.concat(typesync_old.\"id\") end,"
                        + " case when typesync_new.\"id\" is not null then pg_catalog.concat(typesync_new.\"id\") end")
                .contains("array_remove(ARRAY[k0, k1], NULL)");
        version = 170000;
        assertThat(text("update t set id = 2", COUNT)).contains("'key changed'").doesNotContain("OLD");
        assertThat(text("update t set v = 2", COUNT)).doesNotContain("'m'");
    }

    @Test
    void tablesChangedByForeignKeysAreMarkedIfARowIsAffected() {
        assertThat(text("delete from t", COUNT))
                .contains("('public.child', 'm', 'foreign key')")
                .contains("WHERE EXISTS (SELECT FROM typesync_c)");
    }

    @Test
    void withoutTheRightToReadTheKeyTheStatementStaysAsItIs() {
        rights = new RelationRights(false, false);
        assertThat(text("update t set v = 1", COUNT))
                .endsWith("\nupdate t set v = 1")
                .startsWith("WITH\ntypesync_m");
        assertThat(text("with recursive a as (select 1) update t set v = 1", COUNT))
                .matches("(?s)with recursive\ntypesync_m AS \\(.*\\),\n a as .*");
        rights = new RelationRights(true, true);
        assertThat(text("insert into t values (1)", COUNT)).startsWith("WITH\ntypesync_m");
    }

    @Test
    void aStatementOnATableWithARuleIsNotRewritten() {
        ruled = Set.of(TableEvent.DELETE);
        assertThat(plan("delete from t", COUNT)).isInstanceOf(Decision.MarkBefore.class);
        assertThat(plan("insert into t values (1)", COUNT)).isInstanceOf(Decision.Rewritten.class);
    }

    @Test
    void truncateAndDoAreNotRewritten() {
        assertThat(plan("truncate t", COUNT)).isInstanceOf(Decision.MarkBefore.class);
        assertThat(plan("do 'begin delete from t; end'", COUNT)).isInstanceOf(Decision.MarkAround.class);
    }

    @Test
    void whatIsNotWatchedPassesThrough() {
        assertThat(plan("insert into u select * from t", COUNT)).isSameAs(Decision.PassThrough.PLAIN);
        assertThat(plan("commit", COUNT).effects().steps()).hasSize(1);
    }

    @Test
    void aTemporaryTableChangesNamesOnly() {
        assertThat(plan("create temp table t (id int)", COUNT).effects().changesNames())
                .isTrue();
        assertThat(plan("create temp table t (id int)", COUNT).effects().changesCatalog())
                .isFalse();
        assertThat(plan("create table t (id int)", COUNT).effects().changesCatalog())
                .isTrue();
    }

    @Test
    void eachOfSeveralStatementsIsRewrittenInItsPlace() {
        assertThat(text("select 1; update t set v = 1; delete from u", COUNT))
                .startsWith("select 1; WITH typesync_c(k0) AS (update t set v = 1\nRETURNING")
                .endsWith("FROM typesync_c; delete from u");
        assertThat(text("begin; update t set v = 1; commit", COUNT))
                .matches("(?s)begin; WITH\ntypesync_m AS \\(.*\\)\nupdate t set v = 1; commit");
        assertThat(plan("set search_path = other; update t set v = 1", COUNT)).isInstanceOf(Decision.MarkBefore.class);
    }

    @Test
    void theDriversRenderingIsRestoredToThatOfTheOriginal() {
        for (String sql :
                List.of("insert into t values (?, ?)", "update t set v = ? returning v", "truncate t; delete from t")) {
            if (plan(sql, COUNT, "v") instanceof Decision.Rewritten rewritten) {
                assertThat(rewritten.restore(rewritten.text().replace("?", "('7')")))
                        .isEqualTo(sql.replace("?", "('7')"));
            }
        }
        Decision.Rewritten keys = (Decision.Rewritten) plan("insert into t (v) values (?)", ALL_KEYS);
        assertThat(keys.restore(keys.text())).isEqualTo("insert into t (v) values (?)\nRETURNING *");
    }

    @Test
    void aPlainInsertCanBeSentForSeveralRows() {
        Decision.Rewritten insert = (Decision.Rewritten) plan("insert into t values (?, 5)", COUNT);
        assertThat(insert.rows()).isNotNull();
        assertThat(insert.rows().text(3))
                .contains("values (?, 5), (?, 5), (?, 5)\nRETURNING")
                .contains("array_agg(k0)");
        assertThat(((Decision.Rewritten) plan("insert into t values (?) on conflict (id) do update set v = ?", COUNT))
                        .rows())
                .isNull();
    }
}
