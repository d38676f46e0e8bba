package dev.typesync.parser.jsqlparser;

import dev.typesync.parser.keys.NamedValues;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.parser.ASTNodeAccess;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.update.Update;
import org.jspecify.annotations.Nullable;

/** Compares typesync's reading of a statement with JSqlParser's. */
final class ReadingComparison {
    private final NamedValues namedValues;

    private ReadingComparison(NamedValues namedValues) {
        this.namedValues = namedValues;
    }

    /** Whether JSqlParser finds the same table, columns, rows and conditions in the same places. */
    static boolean agrees(Statement statement, NamedValues namedValues) {
        ReadingComparison comparison = new ReadingComparison(namedValues);
        if (statement instanceof Insert insert) {
            return comparison.agrees(insert);
        }
        if (statement instanceof Update update) {
            return comparison.agrees(update);
        }
        return statement instanceof Delete delete && comparison.agrees(delete);
    }

    private boolean agrees(Insert insert) {
        ExpressionList<Column> columns = insert.getColumns();
        return isTarget(insert.getTable())
                && columns != null
                && offsets(columns).equals(namedValues.positions().columns())
                && insert.getSelect() instanceof Values values
                && sizes(values).equals(namedValues.positions().rows());
    }

    private boolean agrees(Update update) {
        List<Integer> columns = update.getUpdateSets().stream()
                .flatMap(set -> offsets(set.getColumns()).stream())
                .toList();
        return isTarget(update.getTable())
                && update.getFromItem() == null
                && columns.equals(namedValues.positions().columns())
                && agrees(update.getWhere());
    }

    private boolean agrees(Delete delete) {
        boolean using = delete.getUsingFromItemList() != null
                && !delete.getUsingFromItemList().isEmpty();
        return isTarget(delete.getTable()) && !using && agrees(delete.getWhere());
    }

    private boolean isTarget(@Nullable Table table) {
        return table != null && offset(table) == namedValues.positions().table();
    }

    private static List<Integer> offsets(List<Column> columns) {
        return columns.stream().map(ReadingComparison::offset).toList();
    }

    private static int offset(ASTNodeAccess node) {
        Node ast = node.getASTNode();
        return ast == null ? -1 : ast.jjtGetFirstToken().absoluteBegin - 1;
    }

    private static List<Integer> sizes(Values values) {
        ExpressionList<?> rows = values.getExpressions();
        if (rows instanceof ParenthesedExpressionList<?> || !(rows.get(0) instanceof ExpressionList<?>)) {
            return List.of(rows.size());
        }
        return rows.stream()
                .map(row -> row instanceof ExpressionList<?> list ? list.size() : 1)
                .toList();
    }

    /** Whether JSqlParser finds all conditions that bind columns at the top level of this WHERE, too. */
    private boolean agrees(@Nullable Expression where) {
        Set<Integer> bound = new HashSet<>();
        Deque<Expression> parts = new ArrayDeque<>();
        if (where != null) {
            parts.push(where);
        }
        while (!parts.isEmpty()) {
            Expression part = parts.pop();
            if (part instanceof AndExpression and) {
                parts.push(and.getLeftExpression());
                parts.push(and.getRightExpression());
            } else if (part instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
                parts.push(list.get(0));
            } else if (part instanceof EqualsTo equal) {
                addColumn(equal.getLeftExpression(), bound);
                addColumn(equal.getRightExpression(), bound);
            } else if (part instanceof InExpression in && !in.isNot()) {
                addColumn(in.getLeftExpression(), bound);
            }
        }
        return namedValues.conditions().stream().allMatch(condition -> bound.contains(condition.offset()));
    }

    /** Adds the offset of the column, or of the first column of a row. */
    private static void addColumn(Expression side, Set<Integer> bound) {
        Expression first = side;
        while (first instanceof ExpressionList<?> list && !list.isEmpty()) {
            first = list.get(0);
        }
        if (first instanceof Column column) {
            bound.add(offset(column));
        }
    }
}
