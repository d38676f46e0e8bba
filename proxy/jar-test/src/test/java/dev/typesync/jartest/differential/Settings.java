package dev.typesync.jartest.differential;

/** Changes settings of the session, for a transaction or longer, and writes keys whose text depends on them. */
final class Settings implements Surroundings.Subject {
    private final Side side;
    private final RandomSql randomSql;
    private final Executions executions;

    Settings(Side side, RandomSql randomSql) {
        this.side = side;
        this.randomSql = randomSql;
        this.executions = new Executions(side);
    }

    @Override
    public void step() {
        switch (side.below(6)) {
            case 0 -> executions.execute("set " + side.oneOf("", "", "local ", "session ") + setting());
            case 1 ->
                executions.execute(side.oneOf(
                        "reset all",
                        "reset search_path",
                        "reset role",
                        "set session_replication_role = default",
                        "set default_transaction_read_only = off",
                        "reset standard_conforming_strings"));
            case 2 -> briefly();
            default -> executions.write(write(), write());
        }
    }

    /** A setting under which most statements fail, or change other tables. */
    private void briefly() {
        executions.execute("set "
                + side.oneOf(
                        "role typesync_fewer_rights",
                        "default_transaction_read_only = on",
                        "session_replication_role = replica",
                        "search_path = other, public"));
        for (int i = side.below(4); i >= 0; i--) {
            String sql = side.oneIn(2) ? randomSql.dml() : write();
            executions.write(sql, randomSql.update());
        }
        executions.execute(side.oneOf("reset all; reset role", "rollback"));
        executions.execute("reset role");
        executions.execute("reset default_transaction_read_only");
    }

    private String setting() {
        return switch (side.below(3)) {
            case 0 -> texts();
            case 1 -> names();
            default -> transactions();
        };
    }

    /** How values become text. pgjdbc closes a connection whose DateStyle is not ISO. */
    private String texts() {
        return side.oneOf(
                "standard_conforming_strings = off",
                "standard_conforming_strings = on",
                "extra_float_digits = 0",
                "extra_float_digits = -3",
                "extra_float_digits = 3",
                "datestyle = 'ISO, DMY'",
                "datestyle = 'ISO, YMD'",
                "intervalstyle = sql_standard",
                "intervalstyle = iso_8601",
                "intervalstyle = postgres_verbose",
                "timezone = 'Asia/Kolkata'",
                "timezone = 'America/St_Johns'",
                "bytea_output = escape",
                "lc_monetary = 'C'",
                "xmloption = document");
    }

    private String names() {
        return side.oneOf(
                "search_path = public, pg_catalog",
                "search_path = public, pg_catalog, other",
                "search_path = pg_catalog, public",
                "search_path = other, public",
                "search_path = ''",
                "quote_all_identifiers = on",
                "row_security = off",
                "row_security = on",
                "plan_cache_mode = force_generic_plan",
                "plan_cache_mode = force_custom_plan",
                "check_function_bodies = off");
    }

    private String transactions() {
        return side.oneOf(
                "default_transaction_isolation = 'repeatable read'",
                "default_transaction_isolation = serializable",
                "default_transaction_isolation = 'read committed'",
                "default_transaction_deferrable = on",
                "statement_timeout = '10min'",
                "lock_timeout = '10min'",
                "idle_in_transaction_session_timeout = '10min'",
                "enable_indexscan = off",
                "enable_seqscan = off",
                "synchronous_commit = off");
    }

    private String write() {
        String n = randomSql.number();
        String m = randomSql.small();
        return side.oneOf(
                "insert into stamp values ('2026-03-0" + m + "1 10:00:00.5+00', " + n + ") on conflict do nothing",
                "insert into stamp values (timestamptz '2026-03-01 00:00Z' + interval '7.25 hours' * " + n + ", 1)"
                        + " on conflict (at) do update set n = stamp.n + 1",
                "update stamp set n = n + 1 where n < " + n,
                "update stamp set at = at + interval '1 day' where n = " + n,
                "delete from stamp where n = " + n,
                "insert into gauge values (0.1::float8 * " + n + ", 1) on conflict (x) do update set n = gauge.n + 1",
                "insert into gauge values (1 / (3.0::float8 + " + n + "), " + m + ") on conflict do nothing",
                "update gauge set n = n + 1 where x > 0." + n,
                "update gauge set x = x / 7 where n = " + m,
                "delete from gauge where x < 0.0" + n,
                "insert into span values (interval '1 day 2.5 seconds' * " + n + ", 1) on conflict do nothing",
                "insert into span values (interval '-1 mon 1 day' * " + m + ", 1) on conflict (i) do update set n = 2",
                "delete from span where i > interval '1 day' * " + n,
                "insert into digest values (decode('0" + m + "ff5c', 'hex'), 1) on conflict (d) do update set n = 3",
                "update digest set n = " + n + " where d > decode('03', 'hex')",
                "delete from digest where d = decode('0" + m + "ff5c', 'hex')");
    }
}
