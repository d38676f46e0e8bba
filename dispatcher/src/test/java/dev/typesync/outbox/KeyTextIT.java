package dev.typesync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.testkit.SharedServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyTextIT {
    private static final List<String> STYLES = List.of("ISO, MDY", "SQL, DMY", "German, DMY", "Postgres, MDY");

    @Test
    void writesTextThatCastsBackInAnySession() throws SQLException {
        castsBack("date", "'2024-03-04'");
        castsBack("date", "'0044-03-15 BC'");
        castsBack("date", "'infinity'");
        castsBack("timestamp(3) without time zone", "'2024-03-04 05:06:07.891'");
        castsBack("timestamp with time zone", "'2024-03-04 05:06:07.891234+05:30'");
        castsBack("interval", "'1 year 2 mons -3 days 04:05:06.7'");
        castsBack("interval", "'-1 mons +2 days -00:00:00.5'");
        castsBack("numeric(10,2)", "12.50");
        castsBack("uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'");
        castsBack("bytea", "'\\x00ff'");
    }

    private static void castsBack(String type, String literal) throws SQLException {
        try (Connection connection = SharedServers.postgres().connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String style : STYLES) {
                String key = keyInStyle(statement, style, type, literal);
                try (ResultSet row = statement.executeQuery(
                        "select '" + key.replace("'", "''") + "'::" + type + " = " + literal + "::" + type)) {
                    row.next();
                    assertThat(row.getBoolean(1)).as(key + " of type " + type).isTrue();
                }
            }
        }
    }

    /** Uses a function with its own settings, because pgjdbc closes a connection whose DateStyle is not ISO. */
    private static String keyInStyle(Statement statement, String style, String type, String literal)
            throws SQLException {
        statement.execute("create or replace function pg_temp.key() returns text language sql set datestyle = " + style
                + " set intervalstyle = sql_standard set timezone = 'Asia/Kolkata' as $$ select "
                + KeyText.sql(List.of(new KeyColumn("k", type, 1)), "t") + " from (select " + literal + "::" + type
                + " as k) t $$");
        try (ResultSet row = statement.executeQuery("select pg_temp.key()")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void joinsCompositeKeysAsJavaDoes() throws SQLException {
        List<KeyColumn> key = List.of(new KeyColumn("a b", "text", 1), new KeyColumn("n", "integer", 2));
        try (Connection connection = SharedServers.postgres().connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select " + KeyText.sql(key, "") + " from (select E'x:\\\\y' as" + " \"a b\", 7 as n) t")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo(KeyText.join(List.of("x:\\y", "7")));
        }
    }
}
