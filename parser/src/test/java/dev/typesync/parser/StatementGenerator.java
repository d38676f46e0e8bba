package dev.typesync.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes random statements on the tables of {@link WitnessDatabase}: all verbs, nested, in unusual notations, with
 * constants and placeholders. The same seed gives the same statements.
 */
final class StatementGenerator {
    /** @param parameters the values of the placeholders */
    record Generated(String sql, List<Object> parameters) {}

    private record Table(String name, String alias, List<String> key, List<String> columns, boolean text) {}

    private static final List<Table> TABLES = List.of(
            new Table("t", "t", List.of("id"), List.of("a", "b"), false),
            new Table("public.u", "u", List.of("id"), List.of("a", "b"), true),
            new Table("v", "v", List.of("k1", "k2"), List.of("a", "b"), false),
            new Table(
                    "\"Odd \"\"Sch\".\"Ta.ble\"", "\"Ta.ble\"", List.of("\"Id\""), List.of("\"A\"", "settings"), false),
            new Table("p", "p", List.of("id"), List.of("a", "b"), false));

    private final Random random;
    private final List<Object> parameters = new ArrayList<>();

    StatementGenerator(long seed) {
        random = new Random(seed);
    }

    Generated next() {
        parameters.clear();
        String sql = statement();
        return new Generated(withOtherBlanks(sql), List.copyOf(parameters));
    }

    private String statement() {
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> insert(table(), false) + returning();
            case 3, 4, 5 -> update(table()) + returning();
            case 6, 7 -> delete(table()) + returning();
            case 8 -> with();
            case 9 -> merge(table());
            case 10 ->
                pick("TRUNCATE ", "truncate table ") + table().name() + pick("", " CASCADE", " RESTART IDENTITY");
            case 11 -> "EXPLAIN " + pick("", "ANALYZE ", "(ANALYZE) ", "(ANALYZE off, COSTS off) ") + dml(table());
            case 12 -> statementWithQuery();
            default -> pick("SELECT 1", "SELECT * FROM t WHERE id = 3 FOR UPDATE", "TABLE u", "VALUES (1)");
        };
    }

    private Table table() {
        return TABLES.get(random.nextInt(TABLES.size()));
    }

    private String statementWithQuery() {
        return switch (random.nextInt(4)) {
            case 0 -> "CREATE TEMP TABLE made AS " + dmlInWith() + " SELECT * FROM w";
            case 1 -> "PREPARE prepared AS UPDATE t SET a = $1 WHERE id = $2";
            case 2 -> "SELECT * INTO TEMP made FROM t WHERE id = " + integer();
            default -> "DECLARE c CURSOR FOR SELECT * FROM t";
        };
    }

    private String with() {
        return switch (random.nextInt(4)) {
            case 0 -> dmlInWith() + " SELECT * FROM w";
            case 1 -> dmlInWith() + " " + dml(table());
            case 2 -> "WITH r AS (SELECT 1 AS x), s AS MATERIALIZED (SELECT 2) " + dml(table());
            default -> "WITH RECURSIVE r(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 3) " + dml(table());
        };
    }

    private String dmlInWith() {
        return "WITH w AS (" + dml(table()) + " RETURNING *)";
    }

    private String dml(Table table) {
        return switch (random.nextInt(3)) {
            case 0 -> insert(table, false);
            case 1 -> update(table);
            default -> delete(table);
        };
    }

    private String insert(Table table, boolean plain) {
        List<String> columns = new ArrayList<>(table.key());
        columns.addAll(table.columns());
        String list = " (" + String.join(", ", columns) + ") ";
        String head = "INSERT INTO " + table.name() + (random.nextInt(5) == 0 ? " AS ins" : "");
        if (!plain && random.nextInt(6) == 0) {
            return head + list + "SELECT " + String.join(", ", row(table)) + pick("", " FROM t WHERE id = 3");
        }
        List<String> rows = new ArrayList<>();
        for (int i = random.nextInt(4) == 0 ? 3 : 1; i > 0; i--) {
            rows.add("(" + String.join(", ", row(table)) + ")");
        }
        return head + (random.nextInt(8) == 0 ? " " : list) + "VALUES " + String.join(", ", rows) + conflict(table);
    }

    private List<String> row(Table table) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < table.key().size(); i++) {
            row.add(keyValue(table, i, 60));
        }
        row.add(integer());
        row.add(pick("'it''s'", "$q$a ? ; b$q$", "E'\\'?'", "NULL"));
        return row;
    }

    private String conflict(Table table) {
        String target = " (" + String.join(", ", table.key()) + ")";
        return switch (random.nextInt(6)) {
            case 0 -> " ON CONFLICT DO NOTHING";
            case 1 -> " ON CONFLICT" + target + " DO NOTHING";
            case 2 ->
                " ON CONFLICT" + target + " DO UPDATE SET " + table.columns().get(0) + " = " + integer();
            case 3 -> " ON CONFLICT" + target + " DO UPDATE SET " + table.key().get(0) + " = " + keyValue(table, 0, 60);
            default -> "";
        };
    }

    private String update(Table table) {
        String alias = random.nextInt(4) == 0 ? "x" : null;
        String set = switch (random.nextInt(6)) {
            case 0 -> table.key().get(0) + " = " + keyValue(table, 0, 60);
            case 1 ->
                "(" + table.columns().get(0) + ", " + table.columns().get(1) + ") = " + pick("", "ROW") + "("
                        + integer() + ", 'r')";
            case 2 -> table.columns().get(0) + " = CASE WHEN 1 = 1 AND 2 = 2 THEN " + integer() + " END";
            default ->
                table.columns().get(0) + " = " + integer() + ", "
                        + table.columns().get(1) + " = 'w'";
        };
        String from = random.nextInt(8) == 0 ? " FROM (VALUES (1), (2)) z(n)" : "";
        return "UPDATE " + pick("", "", "ONLY ") + table.name() + (alias == null ? "" : pick(" ", " AS ") + alias)
                + " SET " + set + from + where(table, alias);
    }

    private String delete(Table table) {
        String alias = random.nextInt(4) == 0 ? "x" : null;
        String using = random.nextInt(8) == 0 ? " USING (VALUES (1), (2)) z(n)" : "";
        return "DELETE FROM " + pick("", "", "ONLY ") + table.name() + (alias == null ? "" : pick(" ", " AS ") + alias)
                + using + where(table, alias);
    }

    private String merge(Table table) {
        String key = table.key().get(0);
        String source = "(VALUES (" + keyValue(table, 0, 20) + ")) s(k)";
        return "MERGE INTO " + table.name() + " m USING " + source + " ON m." + key + " = s.k WHEN MATCHED THEN "
                + pick("DELETE", "UPDATE SET " + table.columns().get(0) + " = 9", "DO NOTHING")
                + " WHEN NOT MATCHED THEN DO NOTHING";
    }

    private String where(Table table, String alias) {
        if (random.nextInt(12) == 0) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < table.key().size(); i++) {
            parts.add(condition(table, i, alias));
        }
        if (random.nextInt(3) == 0) {
            parts.add(random.nextInt(parts.size() + 1), unrelatedCondition(table));
        }
        String glue = random.nextInt(8) == 0 ? " OR " : " AND ";
        String all = String.join(glue, parts);
        return " WHERE "
                + (random.nextInt(5) == 0 ? "(" + all + ")" : random.nextInt(12) == 0 ? "NOT (" + all + ")" : all);
    }

    private String condition(Table table, int i, String alias) {
        String column = (alias != null && random.nextBoolean()
                        ? alias + "."
                        : alias == null && random.nextInt(4) == 0 ? table.alias() + "." : "")
                + table.key().get(i);
        return switch (random.nextInt(9)) {
            case 0 -> column + " IN (" + keyValue(table, i, 20) + ", " + keyValue(table, i, 20) + ")";
            case 1 -> keyValue(table, i, 20) + " = " + column;
            case 2 -> "(" + column + ") = (" + keyValue(table, i, 20) + ")";
            case 3 -> column + " = ANY(ARRAY[" + keyValue(table, i, 20) + ", " + keyValue(table, i, 20) + "])";
            case 4 -> column + pick(" > ", " <> ", " <= ") + keyValue(table, i, 20);
            case 5 -> column + " BETWEEN " + keyValue(table, i, 20) + " AND " + keyValue(table, i, 20);
            default -> column + " = " + keyValue(table, i, 20);
        };
    }

    private String unrelatedCondition(Table table) {
        String column = table.columns().get(0);
        return pick(
                column + " IS NOT NULL",
                "(" + column + " = 1 OR " + column + " <> 1)",
                "EXISTS (SELECT 1 FROM t q WHERE q.id = 1 OR q.id = 2)",
                "CASE WHEN 1 = 1 AND 2 = 3 THEN false ELSE true END",
                column + " BETWEEN 0 AND 1000",
                "1 = 2 - 1",
                "NOT 1 = 2");
    }

    private String keyValue(Table table, int i, int range) {
        int number = 1 + random.nextInt(range);
        boolean text = table.text() || i == 1;
        Object value = text ? (random.nextInt(10) == 0 ? "it's " : "k") + number : (Object) number;
        if (random.nextInt(2) == 0) {
            parameters.add(value);
            return text ? "?" : pick("?", "?", "?::int", "CAST(? AS integer)");
        }
        if (!text) {
            return pick(value.toString(), value.toString(), value + "::int", "'" + value + "'::int", "(" + value + ")");
        }
        String quoted = "'" + value.toString().replace("'", "''") + "'";
        return pick(quoted, quoted, "E" + quoted, "$z$" + value + "$z$", quoted + "::text");
    }

    private String integer() {
        if (random.nextInt(3) == 0) {
            parameters.add(random.nextInt(100));
            return "?::int";
        }
        return Integer.toString(random.nextInt(100));
    }

    private String returning() {
        return random.nextInt(6) == 0 ? " RETURNING *" : "";
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Replaces blanks before the first quote by comments, tabs and line ends. */
    private String withOtherBlanks(String sql) {
        if (random.nextInt(3) > 0) {
            return sql;
        }
        StringBuilder out = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            quoted |= c == '\'' || c == '"' || c == '$';
            boolean change = !quoted && c == ' ' && random.nextInt(4) == 0;
            out.append(
                    change ? pick("\n\n\n", " /* ; ' */ ", " -- ; DELETE FROM t\n", "\t", "\r\n") : String.valueOf(c));
        }
        return pick("", "-- it's\n", "/* /* ; */ */") + out + pick("", ";", " ; ", " -- end");
    }
}
