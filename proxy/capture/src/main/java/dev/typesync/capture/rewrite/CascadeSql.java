package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.CapturedKey;
import dev.typesync.capture.catalog.CascadeGraph;
import dev.typesync.capture.catalog.CascadeGraph.Edge;
import dev.typesync.capture.catalog.CascadeGraph.Match;
import dev.typesync.capture.catalog.CascadeGraph.Node;
import dev.typesync.outbox.KeyText;
import dev.typesync.outbox.Outbox;
import dev.typesync.outbox.SqlQuoting;
import dev.typesync.parser.plan.DeleteShape;
import dev.typesync.parser.plan.TextSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statements that run before a DELETE with foreign keys that act. They lock the rows that the DELETE and the
 * foreign keys will delete or set. Each level of foreign keys is locked in a snapshot of its own, so that no row can be
 * added to it any more. Then the keys of the rows below the first level are written into the outbox.
 *
 * <p>The rows are remembered in a setting that ends with the transaction, as {@code index of the node, table, ctid}.
 * The setting stays empty under SERIALIZABLE, where another read is another possible conflict, and if there are more
 * than {@value #MOST} rows. Then the DELETE finds rows that are not locked, and writes marks.
 */
final class CascadeSql {
    private static final int MOST = 10_000;
    private static final String SETTING = "'typesync.locked'";

    /** The remembered rows as text[]. Never NULL, also if nothing has been set. */
    static final String LOCKED = "pg_catalog.string_to_array(coalesce(pg_catalog.current_setting(" + SETTING
            + "::pg_catalog.text, true), ''), ';'::pg_catalog.text)";

    /** The server evaluates conditions on it once, before it reads a table. */
    private static final String ISOLATION = "pg_catalog.current_setting('transaction_isolation'::pg_catalog.text)";

    private static final String NOT_SERIALIZABLE = ISOLATION + " OPERATOR(pg_catalog.<>) 'serializable'";
    private static final String REPEATABLE_READ = ISOLATION + " OPERATOR(pg_catalog.=) 'repeatable read'";
    private static final String READ_COMMITTED =
            ISOLATION + " OPERATOR(pg_catalog.=) ANY ('{read committed,read uncommitted}'::pg_catalog.text[])";

    /** Forgets the locked rows: the DELETE then writes marks. */
    static final String FORGET = "SELECT pg_catalog.length(pg_catalog.set_config(" + SETTING + ", '', true))";

    private static final String ROWS = "typesync_l(n, r, t) AS MATERIALIZED (SELECT"
            + " pg_catalog.int4in(pg_catalog.textout(pg_catalog.split_part(x, ' ', 1))),"
            + " pg_catalog.oidin(pg_catalog.textout(pg_catalog.split_part(x, ' ', 2))),"
            + " pg_catalog.tidin(pg_catalog.textout(pg_catalog.split_part(x, ' ', 3)))"
            + " FROM pg_catalog.unnest(" + LOCKED + ") u(x))";

    private static final String REMEMBERED =
            " AND %1$s.tableoid OPERATOR(pg_catalog.=) l.r AND %1$s.ctid OPERATOR(pg_catalog.=) l.t";

    private final Outbox outbox;

    CascadeSql(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The text by which a row of the DELETE's own table is remembered. */
    static String identity(String qualifier) {
        return row(0, qualifier);
    }

    private static String row(int node, String qualifier) {
        return "pg_catalog.format('" + node + " %s %s', " + qualifier + ".tableoid, " + qualifier + ".ctid)";
    }

    /** Locks the rows that the DELETE will delete. Has the same parameters. */
    String lock(String sql, @Nullable TextSpan with, int verb, DeleteShape shape, String qualifier) {
        TextSpan using = shape.using();
        TextSpan where = shape.where();
        String own = with == null ? "" : sql.substring(with.from(), verb);
        return "SELECT pg_catalog.length(pg_catalog.set_config(" + SETTING + ", coalesce(x, ''), true))"
                + " OPERATOR(pg_catalog.*) 0 FROM (SELECT CASE WHEN pg_catalog.count(*) OPERATOR(pg_catalog.<=) " + MOST
                + " THEN pg_catalog.string_agg(x, ';'::pg_catalog.text) END FROM (\n"
                + own + "SELECT " + identity(qualifier) + " FROM "
                + shape.relation().textIn(sql)
                + (using == null ? "" : "\n, " + using.textIn(sql))
                + "\nWHERE " + NOT_SERIALIZABLE
                + (where == null ? "" : " AND (" + where.textIn(sql) + "\n)")
                + "\nLIMIT " + (MOST + 1) + " FOR UPDATE OF " + qualifier + ") l(x)) a(x)";
    }

    /** Locks and remembers the rows that refer to remembered ones. Gives 1 if there were new ones, else 0. */
    String level(CascadeGraph cascadeGraph) {
        String arms = cascadeGraph.edges().stream()
                .flatMap(edge -> Stream.of(locking(cascadeGraph, edge), reading(cascadeGraph, edge)))
                .collect(Collectors.joining("\nUNION ALL "));
        return "WITH " + ROWS + ",\ntypesync_f(x, o) AS MATERIALIZED (SELECT e.x, pg_catalog.row_number() OVER ()"
                + " FROM typesync_l l, LATERAL (" + arms + ") e(x)),\n"
                + "typesync_n(x) AS MATERIALIZED (SELECT ARRAY(SELECT x FROM typesync_f"
                + " WHERE x OPERATOR(pg_catalog.<>) ALL ("
                + LOCKED
                + ") GROUP BY x ORDER BY pg_catalog.min(o))),\n"
                + "typesync_a(x) AS MATERIALIZED (SELECT pg_catalog.array_cat(" + LOCKED + ", x) FROM typesync_n)\n"
                + "SELECT CASE WHEN pg_catalog.set_config(" + SETTING + ", CASE WHEN pg_catalog.cardinality(a.x)"
                + " OPERATOR(pg_catalog.<=) " + MOST
                + " THEN pg_catalog.array_to_string(a.x, ';'::pg_catalog.text) ELSE '' END, true)"
                + " OPERATOR(pg_catalog.<>) '' AND pg_catalog.cardinality(n.x) OPERATOR(pg_catalog.>) 0"
                + " THEN 1 ELSE 0 END FROM typesync_a a, typesync_n n";
    }

    private static String locking(CascadeGraph cascadeGraph, Edge edge) {
        Node child = cascadeGraph.nodes().get(edge.child());
        boolean last = cascadeGraph.edges().stream().noneMatch(further -> further.parent() == edge.child());
        String strength = child.deleted() || !last ? "UPDATE" : "NO KEY UPDATE";
        return "SELECT x FROM (" + children(cascadeGraph, edge, READ_COMMITTED) + " FOR " + strength + " OF c) f(x)";
    }

    /**
     * Under REPEATABLE READ the rows are only read. A lock on a row that another transaction has changed since the
     * snapshot is a conflict, even if the row no longer refers to the parent. A row that refers to it only since then
     * is a conflict for the foreign key itself.
     */
    private static String reading(CascadeGraph cascadeGraph, Edge edge) {
        return "SELECT x FROM (" + children(cascadeGraph, edge, REPEATABLE_READ) + ") f(x)";
    }

    private static String children(CascadeGraph cascadeGraph, Edge edge, String isolation) {
        return "SELECT " + row(edge.child(), "c") + " FROM "
                + cascadeGraph.nodes().get(edge.parent()).sql() + " p, "
                + cascadeGraph.nodes().get(edge.child()).sql() + " c WHERE " + isolation
                + " AND l.n OPERATOR(pg_catalog.=) "
                + edge.parent() + REMEMBERED.formatted("p")
                + edge.columns().stream().map(CascadeSql::matches).collect(Collectors.joining())
                + " LIMIT " + (MOST + 1);
    }

    private static String matches(Match match) {
        return " AND p." + SqlQuoting.identifier(match.parent()) + match.operator() + " c."
                + SqlQuoting.identifier(match.child()) + match.cast();
    }

    /** Writes the keys of the remembered rows, except those that the DELETE itself returns. */
    String keys(CascadeGraph cascadeGraph) {
        List<String> arms = new ArrayList<>();
        boolean circular = cascadeGraph.edges().stream().anyMatch(edge -> edge.child() == 0);
        IntStream.range(circular ? 0 : 1, cascadeGraph.nodes().size()).forEach(place -> {
            Node node = cascadeGraph.nodes().get(place);
            for (CapturedKey capture : node.captures()) {
                arms.add("SELECT " + SqlQuoting.literal(capture.table().quoted()) + ", "
                        + KeyText.sql(capture.key(), "c")
                        + " FROM " + node.sql() + " c WHERE " + NOT_SERIALIZABLE + " AND l.n OPERATOR(pg_catalog.=) "
                        + place + REMEMBERED.formatted("c"));
            }
        });
        return "WITH " + ROWS + "\n" + outbox.insertKeysInto() + " SELECT k.tbl, '" + Outbox.KEYS
                + "', ARRAY[k.key] FROM typesync_l l, LATERAL (" + String.join("\nUNION ALL ", arms) + ") k(tbl, key)";
    }
}
