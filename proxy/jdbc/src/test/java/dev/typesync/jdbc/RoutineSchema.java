package dev.typesync.jdbc;

import java.util.List;

/** A replicated table t and two tables that are not replicated, for tests of functions and triggers. */
final class RoutineSchema {
    static final String TABLES = "create table t (id int primary key, v int, total int);"
            + "insert into t values (1, 1, 0);"
            + "create table a (id int primary key, v int);"
            + "create table b (id int primary key, v int);";

    private RoutineSchema() {}

    static CapturedDatabase with(String... ddl) throws Exception {
        return new CapturedDatabase(List.of("t"), TABLES + String.join(";", ddl));
    }

    static String routine(String signature, String body) {
        return "create function " + signature + " language plpgsql as $f$ begin " + body + " end $f$";
    }

    /** DDL of an AFTER trigger for each row. */
    static String trigger(String event, String table, String function) {
        return "create trigger run after " + event + " on " + table + " for each row execute function " + function
                + "()";
    }
}
