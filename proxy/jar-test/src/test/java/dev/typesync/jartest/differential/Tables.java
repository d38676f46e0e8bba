package dev.typesync.jartest.differential;

/**
 * The schema of both databases: replicated tables with a generated, a text and a composite key, two tables that foreign
 * keys reach over one and two levels, a table that is not replicated, and a view. Triggers record every old and new key
 * of a row. Autovacuum is off: it would run at different times in the two databases, and change the order of rows.
 */
final class Tables {
    static final String COLLECTIONS = """
            collections:
              item: {}
              note: {}
              line: {}
              tag: {}
              mention: {}
            """;

    /** The same collections with changes in memory. */
    static final String IN_MEMORY = COLLECTIONS + "delivery: { durability: memory }\n";

    static final String DDL = """
            create table item (
                id bigint generated always as identity primary key,
                name text unique,
                price numeric(10,2) default 1.50,
                tags text[],
                made date not null default '2020-02-29',
                check (price < 1000)) with (autovacuum_enabled = false);
            create table note (
                code varchar(20) primary key,
                body text,
                n int check (n >= 0),
                item_id bigint references item deferrable initially deferred) with (autovacuum_enabled = false);
            create table line (
                no int,
                order_id int,
                qty int not null default 1,
                remark text,
                primary key (order_id, no)) with (autovacuum_enabled = false);
            create table tag (
                item_id bigint references item on delete cascade,
                word text,
                primary key (item_id, word)) with (autovacuum_enabled = false);
            create table mention (
                id int primary key,
                item_id bigint,
                word text,
                foreign key (item_id, word) references tag on delete set null) with (autovacuum_enabled = false);
            create view cheap as select id as number, name as label, price from item where price < 100;
            create table plain (id serial primary key, t text) with (autovacuum_enabled = false);

            insert into item (name) select 'item ' || i from generate_series(1, 20) i;
            insert into note (code, body, n) select 'c' || i, 'body', i from generate_series(1, 20) i;
            insert into line (order_id, no, qty) select i / 5, i % 5, i from generate_series(1, 20) i;
            insert into tag select i, w from generate_series(1, 20) i, unnest(array['red', 'round']) w;
            insert into mention select i, i, 'red' from generate_series(1, 20) i;

            create table witness (
                xid xid8 not null default pg_current_xact_id(),
                tbl text,
                key text,
                old boolean,
                moved boolean,
                at timestamptz default clock_timestamp(),
                depth int default pg_trigger_depth(),
                isolation text default current_setting('transaction_isolation'),
                role text default current_setting('role'));
            create function key_value(t text, k text) returns text language sql stable as $$
                select case t
                    when 'public.stamp' then k::timestamptz::text
                    when 'public.gauge' then k::float8::text
                    when 'public.span' then k::interval::text
                    when 'public.digest' then k::bytea::text
                    else k end $$;
            create function witness_key(t oid) returns text language sql stable as $$
                select case count(*) when 0 then null when 1 then min('r.' || quote_ident(attname) || '::text')
                    else string_agg(format('replace(replace(r.%I::text, E''\\\\'', E''\\\\\\\\''), '':'', E''\\\\:'')',
                        attname), ' || '':'' || ' order by n) end
                from pg_index, unnest(indkey) with ordinality k(attnum, n) join pg_attribute a using (attnum)
                where indrelid = t and indisprimary and attrelid = indrelid $$;
            create function witness() returns trigger language plpgsql security definer
                set search_path = pg_catalog, public set extra_float_digits = 1 set timezone = 'UTC'
                set intervalstyle = 'postgres' set bytea_output = 'hex' as $$
                declare
                    before text;
                    after text;
                    key text := coalesce(tg_argv[1], witness_key(tg_relid));
                begin
                    if key is null then return null; end if; -- no primary key, so no document
                    if tg_op <> 'INSERT' then
                        execute format('select %s from (select ($1).*) r', key) into before using old;
                    end if;
                    if tg_op <> 'DELETE' then
                        execute format('select %s from (select ($1).*) r', key) into after using new;
                    end if;
                    if tg_op <> 'INSERT' then
                        insert into witness (tbl, key, old, moved)
                            values (tg_argv[0], before, true, coalesce(tg_op = 'UPDATE' and before <> after, false));
                    end if;
                    if tg_op = 'INSERT' or tg_op = 'UPDATE' and before <> after then
                        insert into witness (tbl, key, old, moved)
                            values (tg_argv[0], after, false, tg_op = 'UPDATE');
                    end if;
                    return null;
                end $$;
            create trigger witness after insert or update or delete on item
                for each row execute function witness('public.item', 'r.id::text');
            create trigger witness after insert or update or delete on note
                for each row execute function witness('public.note', 'r.code::text');
            create trigger witness after insert or update or delete on line
                for each row execute function witness('public.line', 'r.order_id || '':'' || r.no');
            create trigger witness after insert or update or delete on tag
                for each row execute function witness('public.tag', 'r.item_id || '':'' || r.word');
            create trigger witness after insert or update or delete on mention
                for each row execute function witness('public.mention', 'r.id::text');

            create function bump(o int) returns int language sql as $$
                with hit as (update line set qty = qty + 1 where order_id = o returning 1) select count(*)::int from hit $$;
            create function bump_both(o int) returns int language plpgsql as $$
                begin return bump(o) + bump(o + 1); end $$;

            create function tell() returns trigger language plpgsql as $$
                begin raise warning 'remark % of %', new.remark, new.no; return null; end $$;
            create trigger tell after insert or update on line for each row when (new.qty = 7) execute function tell();
            """;

    private Tables() {}
}
