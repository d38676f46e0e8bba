package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.WatchList;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import dev.typesync.parser.lexer.Lexer;
import dev.typesync.parser.lexer.StatementSplitter;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * DDL that changes which rows a table has, what these show, or what their key is: it moves rows into or out of the
 * table, rewrites their values, or renames the label of an enum. No RETURNING gives the keys of these rows. Where the
 * text does not show it for certain, there is an unnecessary mark, which costs a comparison.
 *
 * <p>Row-level security is left out: the replicator reads all rows, or gets an error and reports it.
 */
public final class RowMovingDdl {
    /** By what the names in a statement lead to the tables. */
    private enum Way {
        TABLES,
        TYPES,
        SCHEMAS,
        NONE
    }

    private RowMovingDdl() {}

    /** Whether the catalog has to be read to decide it. */
    public static boolean mayBe(StatementPlan plan) {
        return way(plan) != Way.NONE;
    }

    /** Whether the statement changes rows of a replicated table. */
    public static boolean concerns(WatchList watchList, StatementPlan plan) {
        return !marks(plan, watchList).isEmpty();
    }

    /**
     * Marks for the replicated tables of which the statement names one, a partition, a child, a parent, a schema, or a
     * type of their columns.
     */
    static List<Mark> marks(StatementPlan plan, WatchList watchList) {
        Set<String> names = plan.operation() == SqlOperation.DDL ? plan.mentionedNames() : Set.of();
        return switch (way(plan)) {
            case TABLES -> marksOfTables(names, watchList);
            case TYPES -> watchList.marksOfTypes(names, MarkCause.DDL);
            case SCHEMAS -> watchList.marksOfSchemas(names, MarkCause.DDL);
            case NONE -> List.of();
        };
    }

    /** Columns can have the row type of a table as their type. */
    private static List<Mark> marksOfTables(Set<String> names, WatchList watchList) {
        Set<Mark> marks = new LinkedHashSet<>(watchList.marksOfRowsIn(names, MarkCause.DDL));
        marks.addAll(watchList.marksOfTypes(names, MarkCause.DDL));
        return List.copyOf(marks);
    }

    private static Way way(StatementPlan plan) {
        if (plan.operation() != SqlOperation.DDL) {
            return Way.NONE;
        }
        Tokens tokens = Lexer.lex(plan.text(), false);
        StatementSplitter.split(tokens); // finds the parentheses that belong together
        boolean alters = tokens.is(0, "ALTER");
        boolean drops = tokens.is(0, "DROP");
        return alters || drops ? way(tokens, drops) : Way.NONE;
    }

    private static Way way(Tokens tokens, boolean drops) {
        int object = tokens.is(1, "FOREIGN") ? 2 : 1;
        if (tokens.is(object, "TABLE")) {
            return drops || AlterTable.mayChangeRows(tokens, object + 1) ? Way.TABLES : Way.NONE;
        }
        if (tokens.isAny(1, "TYPE", "DOMAIN")) {
            return drops || altersType(tokens) ? Way.TYPES : Way.NONE;
        }
        return tokens.is(1, "SCHEMA") ? Way.SCHEMAS : Way.NONE;
    }

    /** Whether it changes more than defaults, constraints and the owner. A new label of an enum changes no row. */
    private static boolean altersType(Tokens tokens) {
        int action = AlterTable.afterName(tokens, 2);
        if (tokens.is(action, "RENAME")) {
            return !tokens.is(action + 1, "CONSTRAINT");
        }
        if (tokens.isAny(action, "ADD", "DROP", "ALTER")) {
            return tokens.is(action + 1, "ATTRIBUTE");
        }
        return tokens.is(action, "SET") && tokens.is(action + 1, "SCHEMA");
    }
}
