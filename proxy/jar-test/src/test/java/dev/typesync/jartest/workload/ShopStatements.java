package dev.typesync.jartest.workload;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;

/** The statements of the workload, in the styles of applications. Each method returns the number of its statements. */
public final class ShopStatements {
    private final Connection connection;
    private final Random random;
    private final List<Kind> kinds = List.of(
            this::insertItemWithGeneratedKey,
            this::insertItemsByOneStatement,
            this::insertItemsAsBatch,
            this::insertItemReturning,
            this::updateItemByKey,
            this::updateItemsByRange,
            this::updateItemByLiteral,
            this::deleteItem,
            this::copyItemsBySelect,
            this::upsertLabel,
            this::insertLabelDoNothing,
            this::renameLabelKey,
            this::deleteLabel,
            this::labelsAsMixedBatch,
            this::insertLine,
            this::upsertLine,
            this::updateLineByPartOfKey,
            this::moveLine,
            this::deleteLines,
            this::deleteLineByCommonTableExpression);

    public ShopStatements(Connection connection, Random random) {
        this.connection = connection;
        this.random = random;
    }

    public int any() throws SQLException {
        return kinds.get(random.nextInt(kinds.size())).run();
    }

    private int insertItemWithGeneratedKey() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into items (title, price, stock, tags) values (?, ?, ?, ?)", Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, title());
            insert.setBigDecimal(2, price());
            insert.setInt(3, random.nextInt(100));
            insert.setArray(4, connection.createArrayOf("text", new String[] {"new", null, "tag" + random.nextInt(9)}));
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                if (!keys.next() || keys.getLong("id") < 1) {
                    throw new AssertionError("no generated key");
                }
            }
        }
        return 1;
    }

    private int insertItemsByOneStatement() throws SQLException {
        try (Statement insert = connection.createStatement()) {
            return insert.executeUpdate("insert into items (title, stock) values ('" + word() + "', 1), ('" + word()
                                    + "', 2) -- it's two\n;")
                            == 2
                    ? 1
                    : fail();
        }
    }

    private int insertItemsAsBatch() throws SQLException {
        int entries = 2 + random.nextInt(6);
        try (PreparedStatement insert = connection.prepareStatement("insert into items (title, price) values (?, ?)")) {
            for (int i = 0; i < entries; i++) {
                insert.setString(1, title());
                insert.setBigDecimal(2, price());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return entries;
    }

    private int insertItemReturning() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into items as i (title) values (?) returning i.id as number, i.title")) {
            insert.setString(1, title());
            try (ResultSet row = insert.executeQuery()) {
                return row.next() && row.getLong("number") > 0 ? 1 : fail();
            }
        }
    }

    private int updateItemByKey() throws SQLException {
        return prepared(
                "update items set title = ?, changed = clock_timestamp(), price = ? where id = ?",
                title(),
                price(),
                ShopKeys.item(random));
    }

    private int updateItemsByRange() throws SQLException {
        long from = ShopKeys.item(random);
        return prepared(
                "update items set stock = stock + 1 where id between ? and ? and stock < 1000", from, from + 10);
    }

    private int updateItemByLiteral() throws SQLException {
        try (Statement update = connection.createStatement()) {
            update.execute("/* by hand */ update items set title = E'it\\'s " + word() + "' where id = "
                    + ShopKeys.item(random));
        }
        return 1;
    }

    private int deleteItem() throws SQLException {
        return prepared("delete from items where id = ?", ShopKeys.item(random));
    }

    private int copyItemsBySelect() throws SQLException {
        return prepared(
                "insert into items (title, stock) select 'copy of ' || left(title, 40), stock from items where id = ?",
                ShopKeys.item(random));
    }

    private int upsertLabel() throws SQLException {
        return prepared(
                "insert into labels (code, name) values (?, ?) on conflict (code) do update set name = excluded.name",
                ShopKeys.code(random),
                word());
    }

    private int insertLabelDoNothing() throws SQLException {
        return prepared(
                "insert into labels values (?, ?, false) on conflict do nothing", ShopKeys.code(random), word());
    }

    private int renameLabelKey() throws SQLException {
        return prepared("update labels set code = ? where code = ?", ShopKeys.code(random), ShopKeys.code(random));
    }

    private int deleteLabel() throws SQLException {
        return prepared("delete from labels where code = ? or code = ?", ShopKeys.code(random), ShopKeys.code(random));
    }

    private int labelsAsMixedBatch() throws SQLException {
        try (Statement batch = connection.createStatement()) {
            batch.addBatch("update labels set active = not active where code like '%" + random.nextInt(8) + "'");
            batch.addBatch("delete from labels where name = '" + word() + "'");
            batch.addBatch(
                    "insert into labels (code) values ('batch" + random.nextInt(50) + "') on conflict do nothing");
            batch.executeBatch();
        }
        return 3;
    }

    private int insertLine() throws SQLException {
        return prepared(
                "insert into lines (order_id, line, quantity) values (?, ?, ?)",
                ShopKeys.order(random),
                ShopKeys.line(random),
                random.nextInt(10));
    }

    private int upsertLine() throws SQLException {
        return prepared(
                "insert into lines values (?, ?, ?, ?) on conflict (order_id, line) do update set quantity = excluded.quantity + 1,"
                        + " note = excluded.note",
                ShopKeys.order(random),
                ShopKeys.line(random),
                random.nextInt(10),
                title());
    }

    private int updateLineByPartOfKey() throws SQLException {
        return prepared("update lines l set note = ? where l.order_id = ?", title(), ShopKeys.order(random));
    }

    private int moveLine() throws SQLException {
        return prepared(
                "update lines set order_id = ? where order_id = ? and line = ?",
                ShopKeys.order(random),
                ShopKeys.order(random),
                ShopKeys.line(random));
    }

    private int deleteLines() throws SQLException {
        return prepared(
                "delete from lines where order_id = ? and line in (?, ?)",
                ShopKeys.order(random),
                ShopKeys.line(random),
                ShopKeys.line(random));
    }

    private int deleteLineByCommonTableExpression() throws SQLException {
        return prepared(
                "with old as (select order_id, line from lines where order_id = ? limit 1)"
                        + " delete from lines using old where lines.order_id = old.order_id and lines.line = old.line",
                ShopKeys.order(random));
    }

    private int prepared(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
        return 1;
    }

    private String title() {
        return word() + " " + ShopKeys.code(random);
    }

    private String word() {
        return "word" + random.nextInt(500);
    }

    private BigDecimal price() {
        return BigDecimal.valueOf(random.nextInt(10_000_000), 2);
    }

    private static int fail() {
        throw new AssertionError("the result of a statement is wrong");
    }

    @FunctionalInterface
    private interface Kind {
        int run() throws SQLException;
    }
}
