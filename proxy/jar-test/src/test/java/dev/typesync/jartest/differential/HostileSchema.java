package dev.typesync.jartest.differential;

/**
 * Functions, operators and implicit casts of an application that has {@code public} before {@code pg_catalog} in its
 * search_path. Each raises an error when it is called. The program's own statements do not use them, so every error
 * shows a text of typesync that names something without its schema. Of pgjdbc's own texts some fail, on both sides.
 */
final class HostileSchema {
    /** Parameter of the URL. */
    static final String SEARCH_PATH = "currentSchema=public,pg_catalog";

    static final String DDL = """
            create function hostile(what text) returns void language plpgsql as $$
                begin raise exception 'hostile % was called', what; end $$;

            -- functions with the arguments of those in pg_catalog
            do $do$
                declare
                    f record;
                begin
                    for f in select p.oid, proname, pg_get_function_identity_arguments(p.oid) arguments,
                            proretset, format_type(prorettype, null) result
                        from pg_proc p
                        where pronamespace = 'pg_catalog'::regnamespace and prokind = 'f' and provariadic = 0
                            and proname in ('lower', 'quote_ident', 'quote_literal', 'quote_nullable', 'unnest', 'replace',
                                'array_to_string', 'array_position', 'array_length', 'cardinality', 'array_append',
                                'to_json', 'to_jsonb', 'row_to_json', 'json_build_array', 'current_setting', 'set_config',
                                'pg_get_expr', 'pg_get_triggerdef', 'pg_get_functiondef', 'pg_get_viewdef', 'to_regclass',
                                'format_type', 'pg_current_xact_id', 'clock_timestamp', 'now', 'length', 'strpos',
                                'substring', 'substr', 'regexp_replace', 'split_part', 'md5', 'date_part', 'extract',
                                'has_table_privilege', 'has_column_privilege', 'has_schema_privilege',
                                'has_any_column_privilege', 'row_security_active', 'pg_is_in_recovery',
                                'generate_subscripts', 'pg_partition_root', 'pg_partition_ancestors', 'concat_ws')
                            and not 'internal'::regtype = any (proargtypes) and prorettype <> 'internal'::regtype
                            and not '"any"'::regtype = any (proargtypes)
                    loop
                        execute format('create function public.%I(%s) returns %s %s language plpgsql as '
                            '$f$ begin perform public.hostile(%L); end $f$',
                            f.proname, f.arguments, case when f.proretset then 'setof' end, f.result, f.proname);
                    end loop;
                end $do$;
            create aggregate array_agg(text) (sfunc = array_append, stype = text[]);
            create aggregate array_agg(name) (sfunc = array_append, stype = name[]);

            -- operators with other arguments than in pg_catalog, or the same; the functions first, because the loops use some
            create table pair as
                select a, b from
                    unnest(array['int2', 'oid', 'name', '"char"', 'regclass', 'xid8', 'int4', 'text']) a,
                    unnest(array['int2', 'oid', 'name', '"char"', 'regclass', 'xid8', 'int4', 'text']) b
                where a not in ('int4', 'text') or b not in ('int4', 'text');
            do $do$
                declare
                    p pair;
                    result text;
                begin
                    for p in select * from pair loop
                        foreach result in array array['text', 'int4', 'bool'] loop
                            execute format('create function public.%I(%s, %s) returns %s language plpgsql as '
                                '$f$ begin perform public.hostile(%L); end $f$',
                                'hostile_' || result, p.a, p.b, result, p.a || ' operator ' || p.b);
                        end loop;
                    end loop;
                end $do$;
            do $do$
                declare
                    texts text[] := array(
                        select format('create operator public.%s (leftarg = %s, rightarg = %s, function = hostile_%s)',
                            o, a, b, case when o = '||' then 'text' when o in ('&', '+', '-') then 'int4' else 'bool' end)
                        from pair, unnest(array['=', '<>', '<', '>', '<=', '>=', '~', '&', '||', '@>', '+', '-']) o);
                    sql text;
                begin
                    foreach sql in array texts loop
                        execute sql;
                    end loop;
                end $do$;
            drop table pair;

            do $do$
                declare
                    t text;
                begin
                    foreach t in array array['int2', 'oid', 'xid8', 'regclass', 'date', 'timestamptz', 'uuid'] loop
                        execute format('create function public.hostile_text(%s) returns text language plpgsql as '
                            '$f$ begin perform public.hostile(%L); end $f$', t, t || ' to text');
                        execute format('create cast (%s as text) with function public.hostile_text(%s) as implicit', t, t);
                    end loop;
                end $do$;
            """;

    private HostileSchema() {}
}
