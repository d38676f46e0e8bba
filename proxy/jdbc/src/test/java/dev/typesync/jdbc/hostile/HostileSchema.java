package dev.typesync.jdbc.hostile;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;

/**
 * What a role can do to others with no right but CREATE on {@code public}: overloads of functions and operators, types
 * and tables with the names of PostgreSQL's own. A superuser adds implicit casts. Each of them writes its name and the
 * text that called it into the server's log, which no rollback undoes.
 */
final class HostileSchema {
    /** The first message of each function of the schema. */
    static final String CALLED = "LOG:  hostile ";

    private static final String NEAR = "array['int2','int4','int8','oid','name','text','varchar','bpchar','\"char\"',"
            + "'date','timestamptz','uuid','numeric','shop.mood']";

    private static final String DEFINE = """
            create function pg_temp.body(called text, returned text) returns text language sql as $f$
              select pg_catalog.format('begin raise log ''hostile %% called by %%'', %L, pg_catalog.current_query();'
                ' return%s; end', called, returned) $f$;
            create function pg_temp.attempt(ddl text) returns void language plpgsql as $f$
              begin execute ddl; exception when others then null; end $f$;
            """;

    /** Overloads of the functions, for the types of their own arguments and for types that a cast leads to. */
    private static final String FUNCTIONS = """
            do $do$ declare f record; declare a text; declare b text; begin
              for f in select p.proname, p.proretset, pg_catalog.format_type(p.prorettype, null) as result,
                  pg_catalog.replace(pg_catalog.oidvectortypes(p.proargtypes), '"any"', 'anyelement') as arguments
                  from pg_catalog.pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace::oid
                  and p.proname = any (%1$s) loop
                perform pg_temp.attempt(pg_catalog.format('create function public.%%I(%%s) returns %%s language plpgsql as %%L',
                  f.proname, f.arguments, case when f.proretset then 'setof ' else '' end || f.result,
                  pg_temp.body(f.proname, case when f.proretset then '' else ' null' end)));
              end loop;
              for f in select distinct p.proname from pg_catalog.pg_proc p where p.proname = any (%1$s) loop
                foreach a in array %2$s loop
                  foreach b in array array[a, a || ',text', 'text,' || a, a || ',' || a] loop
                    perform pg_temp.attempt(pg_catalog.format('create function public.%%I(%%s) returns text language plpgsql as %%L',
                      f.proname, b, pg_temp.body(f.proname, ' null')));
                  end loop;
                end loop;
              end loop;
            end $do$
            """;

    private static final String OPERATORS = """
            do $do$ declare o record; begin
              for o in select distinct p.oprname, pg_catalog.format_type(p.oprleft, null) as l, pg_catalog.format_type(p.oprright, null) as r,
                  pg_catalog.format_type(p.oprresult, null) as result from pg_catalog.pg_operator p
                  where p.oprname = any (%1$s) and p.oprkind = 'b'
                  union select n, l, r, 'bool' from pg_catalog.unnest(%1$s) n, pg_catalog.unnest(%2$s) l, pg_catalog.unnest(%2$s) r loop
                perform pg_temp.attempt(pg_catalog.format('create function public.%%I(%%s, %%s) returns %%s language plpgsql as %%L;'
                  'create operator public.%%s (leftarg = %%s, rightarg = %%s, function = public.%%I)',
                  pg_catalog.format('hostile %%s', o.oprname), o.l, o.r, o.result, pg_temp.body(o.oprname, ' null'),
                  o.oprname, o.l, o.r, pg_catalog.format('hostile %%s', o.oprname)));
              end loop;
            end $do$
            """;

    private static final String TYPES_AND_TABLES = """
            do $do$ declare n text; begin
              for n in select t.typname from pg_catalog.pg_type t where t.typname = any (%1$s) and t.typtype = 'b'
                  and t.typnamespace = 'pg_catalog'::regnamespace::oid loop
                execute pg_catalog.format('create domain public.%%I as pg_catalog.%%I', n, n);
              end loop;
              for n in select c.relname from pg_catalog.pg_class c where c.relname = any (%1$s) and c.relkind in ('r', 'v')
                  and c.relnamespace = 'pg_catalog'::regnamespace::oid loop
                execute pg_catalog.format('create table public.%%I (oid pg_catalog.oid)', n);
              end loop;
            end $do$
            """;

    private static final String CASTS = """
            do $do$ declare a text; declare b text; begin
              foreach a in array %1$s || array['bool','tid','xid8','json','interval','text[]'] loop
                foreach b in array %1$s || array['bool','tid','xid8','json','interval','text[]'] loop
                  perform pg_temp.attempt(pg_catalog.format('create function public.%%I(%%s) returns %%s language plpgsql as %%L;'
                    'create cast (%%s as %%s) with function public.%%I(%%s) as implicit',
                    'to ' || b, a, b, pg_temp.body('cast of ' || a || ' to ' || b, ' null'), a, b, 'to ' || b, a));
                end loop;
              end loop;
            end $do$
            """;

    private HostileSchema() {}

    /**
     * Creates all this.
     *
     * @param connection of a superuser
     * @param role the owner of the functions, operators, types and tables
     */
    static void create(Connection connection, String role, NameScan used) throws SQLException {
        String names = array(used.names);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path = pg_catalog, public");
            statement.execute(DEFINE);
            statement.execute("set role " + role);
            statement.execute(FUNCTIONS.formatted(names, NEAR));
            statement.execute(OPERATORS.formatted(array(used.operators), NEAR));
            statement.execute(TYPES_AND_TABLES.formatted(names));
            statement.execute("reset role");
            statement.execute(CASTS.formatted(NEAR));
        }
    }

    private static String array(Collection<String> values) {
        return "array['" + String.join("','", values) + "']";
    }
}
