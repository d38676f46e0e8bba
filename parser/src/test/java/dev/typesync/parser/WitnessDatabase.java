package dev.typesync.parser;

import dev.typesync.parser.StatementGenerator.Generated;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database whose AFTER triggers record each row that changes. Each statement is rolled back. */
final class WitnessDatabase {
    /** A change that a trigger recorded: the old and the new key as text, null if there is none. */
    record RecordedChange(String table, String operation, String oldKey, String newKey) {}

    private final Connection connection;

    WitnessDatabase(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create schema "Odd ""Sch";
                    create table t (id int primary key, a int, b text);
                    create table u (id text primary key, a int, b text);
                    create table v (k1 int, k2 text, a int, b text, primary key (k1, k2));
                    create table "Odd ""Sch"."Ta.ble" ("Id" int primary key, "A" int, settings text);
                    create table p (id int primary key, a int, b text);
                    create table pc (primary key (id)) inherits (p);
                    insert into t select n, n, 'x' from generate_series(1, 20) n;
                    insert into u select 'k' || n, n, 'x' from generate_series(1, 20) n;
                    insert into v select n, 'k' || m, n, 'x' from generate_series(1, 20) n, generate_series(1, 20) m;
                    insert into "Odd ""Sch"."Ta.ble" select n, n, 'x' from generate_series(1, 20) n;
                    insert into p select n, n, 'x' from generate_series(1, 10) n;
                    insert into pc select n, n, 'x' from generate_series(11, 20) n;
                    create unlogged table seen (tbl text, op text, old_key text, new_key text);
                    create function note() returns trigger language plpgsql as $f$
                    declare
                      k text[] := tg_argv; o text; n text; c text;
                    begin
                      if tg_level = 'ROW' then
                        foreach c in array k loop
                          if tg_op <> 'INSERT' then o := concat_ws('|', o, to_jsonb(old) ->> c); end if;
                          if tg_op <> 'DELETE' then n := concat_ws('|', n, to_jsonb(new) ->> c); end if;
                        end loop;
                      end if;
                      insert into public.seen values (tg_table_name, tg_op, o, n);
                      return null;
                    end $f$;
                    """);
            for (String table : List.of("t:id", "u:id", "v:k1,k2", "\"Odd \"\"Sch\".\"Ta.ble\":Id", "p:id", "pc:id")) {
                String name = table.substring(0, table.indexOf(':'));
                String key = table.substring(table.indexOf(':') + 1).replace(",", "','");
                statement.execute("create trigger r after insert or update or delete on " + name
                        + " for each row execute function note('" + key + "')");
                statement.execute(
                        "create trigger s after truncate on " + name + " execute function note('" + key + "')");
            }
        }
        connection.setAutoCommit(false);
    }

    /** The changes of the statement, in one round trip; null if the server rejected it. */
    List<RecordedChange> run(Generated generated) throws SQLException {
        String sql = generated.sql();
        String text = sql + "\n;SELECT * FROM seen; ROLLBACK";
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            for (int i = 0; i < generated.parameters().size(); i++) {
                statement.setObject(i + 1, generated.parameters().get(i));
            }
            boolean rows = statement.execute();
            List<RecordedChange> changes = new ArrayList<>();
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows && isRecord(statement.getResultSet())) {
                    read(statement.getResultSet(), changes);
                }
                rows = statement.getMoreResults();
            }
            return changes;
        } catch (SQLException rejected) {
            connection.rollback();
            return null;
        }
    }

    private static boolean isRecord(ResultSet rows) throws SQLException {
        return rows.getMetaData().getColumnCount() == 4
                && rows.getMetaData().getColumnName(1).equals("tbl");
    }

    private static void read(ResultSet rows, List<RecordedChange> changes) throws SQLException {
        while (rows.next()) {
            changes.add(new RecordedChange(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
        }
    }
}
