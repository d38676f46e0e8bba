package dev.typesync.jdbc;

import java.io.StringReader;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;

/** An application that executes statements of all kinds, and records what it sees. */
final class QuestionWorkload {
    static final List<String> TABLES = List.of("public.item", "public.part");

    static final String DDL = """
            create table item (id serial primary key, name text unique);
            create table part (id int primary key, item_id int references item on delete cascade, label text);
            create table audit (id serial, text text);
            create function audited() returns trigger language plpgsql as $$ begin
                update item set name = name || '!' where name = new.text; return null; end $$;
            create trigger audited after insert on audit for each row execute function audited();
            create function bump(n int) returns int language plpgsql as $$ begin
                update part set label = label || '+' where id = n; return n; end $$;
            create procedure fill(n int) language sql as 'insert into part values (n, null, ''filled'')';
            create schema other; create table other.item (id int primary key, name text);
            """;

    /** Brings the tables back to their first state. */
    static final String RESET = """
            truncate item, part, audit, other.item restart identity;
            drop table if exists extra; alter table item drop column if exists note;
            insert into item (name) select 'item ' || i from generate_series(1, 9) i;
            insert into part select i, i, 'part' from generate_series(1, 9) i;
            truncate witness;
            """;

    private final Connection connection;
    private final List<String> seen = new ArrayList<>();

    private QuestionWorkload(Connection connection) {
        this.connection = connection;
    }

    private interface Step {
        Object run() throws Exception;
    }

    /** Runs the application, and returns what it has seen. */
    static List<String> run(Connection connection, boolean autoCommit) throws Exception {
        QuestionWorkload workload = new QuestionWorkload(connection);
        connection.setAutoCommit(autoCommit);
        workload.statements();
        workload.commit();
        workload.batches();
        workload.commit();
        workload.results();
        workload.commit();
        workload.catalog();
        workload.commit();
        workload.readOnly();
        connection.setAutoCommit(true);
        return workload.seen;
    }

    private void commit() {
        step("commit", () -> {
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return "done";
        });
    }

    private void step(String name, Step step) {
        try {
            seen.add(name + " = " + step.run());
        } catch (Exception e) {
            seen.add(name + " ! " + error(e));
        }
    }

    private static String error(Exception e) {
        if (!(e instanceof SQLException sql)) {
            return e.toString();
        }
        String counts = e instanceof BatchUpdateException batch ? Arrays.toString(batch.getUpdateCounts()) : "";
        return e.getClass().getSimpleName() + " " + sql.getSQLState() + " " + counts;
    }

    /** A step that fails, under a savepoint in a transaction. */
    private void failing(String sql) {
        step(sql, () -> {
            Savepoint savepoint = connection.getAutoCommit() ? null : connection.setSavepoint();
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            } catch (SQLException e) {
                if (savepoint != null) {
                    connection.rollback(savepoint);
                }
                throw e;
            }
        });
    }

    private void execute(String sql) {
        step(sql, () -> {
            try (Statement statement = connection.createStatement()) {
                List<Object> results = new ArrayList<>();
                boolean rows = statement.execute(sql);
                while (rows || statement.getUpdateCount() != -1) {
                    results.add(rows ? rows(statement.getResultSet()) : statement.getUpdateCount());
                    rows = statement.getMoreResults();
                }
                return results + " " + statement.getWarnings();
            }
        });
    }

    private static List<String> rows(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= columns; i++) {
                row.append(result.getMetaData().getColumnLabel(i))
                        .append('=')
                        .append(result.getString(i))
                        .append(' ');
            }
            rows.add(row.toString());
        }
        return rows;
    }

    private void statements() {
        execute("insert into item (name) values ('a')");
        execute("insert into item (name) values ('b') returning id, upper(name)");
        execute("update item set name = name || '.' where id < 3");
        failing("insert into item (name) values ('item 3')");
        failing("insert into item (nope) values (1)");
        failing("update item set name = 'x' where id = 1 returning nope");
        execute("with gone as (delete from part where id = 9 returning id) update item set name = 'w' where id = 9");
        execute("insert into item (name) values ('c'); update part set label = 'c' where id = 1; select 1");
        execute("delete from item where id = 2");
        execute("merge into item i using (values (1)) v(id) on i.id = v.id when matched then update set name = 'm'");
        execute("insert into audit (text) values ('item 4')");
        execute("select bump(3)");
        execute("do $$ begin update part set label = 'do' where id = 4; end $$");
        execute("truncate other.item");
        step("generated keys", () -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into item (name) values (?)", Statement.RETURN_GENERATED_KEYS)) {
                insert.setString(1, "keys");
                return insert.executeUpdate() + " " + rows(insert.getGeneratedKeys());
            }
        });
        step("prepared", () -> {
            try (PreparedStatement update = connection.prepareStatement("update part set label = ? where id = ?")) {
                int count = 0;
                for (int i = 3; i < 7; i++) {
                    update.setString(1, "label " + i);
                    update.setInt(2, i);
                    count += update.executeUpdate();
                }
                return count;
            }
        });
        step("stream", () -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into item (name) values (?)")) {
                insert.setCharacterStream(1, new StringReader("stream"));
                return insert.executeUpdate();
            }
        });
    }

    private void batches() {
        for (String sql : List.of("insert into part values (?, 1, 'batch')", "delete from part where id = ?")) {
            step(sql, () -> {
                try (PreparedStatement batch = connection.prepareStatement(sql)) {
                    for (int i = 100; i < 107; i++) {
                        batch.setInt(1, i);
                        batch.addBatch();
                    }
                    return Arrays.toString(batch.executeBatch());
                }
            });
        }
        step("batch with keys", () -> {
            try (PreparedStatement batch = connection.prepareStatement(
                    "insert into item (name) values (?)", Statement.RETURN_GENERATED_KEYS)) {
                for (int i = 0; i < 6; i++) {
                    batch.setString(1, "batch " + i);
                    batch.addBatch();
                }
                return Arrays.toString(batch.executeBatch()) + rows(batch.getGeneratedKeys());
            }
        });
        step("batch of texts", () -> {
            try (Statement batch = connection.createStatement()) {
                batch.addBatch("insert into part values (200, 1, 'text')");
                batch.addBatch("update part set label = 'text' where id = 200");
                batch.addBatch("insert into audit (text) values ('none')");
                int[] counts = batch.executeBatch();
                batch.addBatch("delete from item where id = 5");
                return Arrays.toString(counts) + Arrays.toString(batch.executeBatch());
            }
        });
    }

    private void results() {
        step("updatable", () -> {
            try (Statement statement =
                            connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                    ResultSet rows = statement.executeQuery("select id, label from part where id < 9 order by id")) {
                rows.next();
                rows.deleteRow(); // pgjdbc needs no metadata for this, so typesync has to ask for it
                rows.next();
                rows.updateString(2, "updated");
                rows.updateRow();
                rows.next();
                rows.deleteRow();
                rows.moveToInsertRow();
                rows.updateInt(1, 300);
                rows.insertRow();
                return rows.getInt(1);
            }
        });
        step(
                "copy",
                () -> connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy part from stdin", new StringReader("400\t\\N\tcopied\n401\t\\N\tcopied\n")));
        step("call", () -> {
            try (CallableStatement call = connection.prepareCall("{? = call bump(?)}")) {
                call.registerOutParameter(1, java.sql.Types.INTEGER);
                call.setInt(2, 400);
                call.execute();
                return call.getInt(1);
            }
        });
        execute("call fill(500)");
        execute("prepare del as delete from part where id = $1");
        execute("execute del(401)");
        execute("deallocate del");
    }

    private void catalog() {
        execute("alter table item add column note text");
        execute("insert into item (name, note) values ('noted', 'x')");
        execute("create table extra (id int primary key); insert into extra values (1)");
        execute("update item set note = 'y' where name = 'noted'");
        execute("set search_path = other");
        execute("insert into item values (1, 'elsewhere')");
        execute("set search_path = public");
        execute("insert into item (name) values ('here')");
        execute("alter table item drop column note");
        execute("begin; insert into part values (600, 1, 'in a string'); commit");
        execute("truncate part");
    }

    private void readOnly() {
        step("read only", () -> {
            connection.setReadOnly(true);
            return "done";
        });
        execute("select count(*) from item");
        execute("select bump(3)");
        step("rollback", () -> {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.setReadOnly(false);
            return "done";
        });
        execute("update item set name = 'last' where id = 1");
        commit();
    }
}
