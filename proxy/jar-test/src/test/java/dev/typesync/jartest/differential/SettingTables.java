package dev.typesync.jartest.differential;

/**
 * Tables for {@link Settings}: keys whose text depends on a setting, tables of another schema with the same names, and
 * a role with fewer rights. Triggers also fire under {@code session_replication_role = replica}.
 */
final class SettingTables {
    static final String COLLECTIONS = """
              stamp: {}
              gauge: {}
              span: {}
              digest: {}
            """;

    static final String DDL = """
            create table stamp (at timestamptz primary key, n int) with (autovacuum_enabled = false);
            create table gauge (x float8 primary key, n int) with (autovacuum_enabled = false);
            create table span (i interval primary key, n int) with (autovacuum_enabled = false);
            create table digest (d bytea primary key, n int) with (autovacuum_enabled = false);
            create trigger witness after insert or update or delete on stamp
                for each row execute function witness('public.stamp');
            create trigger witness after insert or update or delete on gauge
                for each row execute function witness('public.gauge');
            create trigger witness after insert or update or delete on span
                for each row execute function witness('public.span');
            create trigger witness after insert or update or delete on digest
                for each row execute function witness('public.digest');

            create schema other;
            create table other.note (code text primary key, body text, n int) with (autovacuum_enabled = false);
            create table other.plain (id serial primary key, t text) with (autovacuum_enabled = false);

            set constraints all immediate; -- a table with pending checks cannot be altered
            do $$
                declare t regclass;
                begin
                    for t in select tgrelid from pg_trigger where tgname = 'witness' loop
                        execute format('alter table %s enable always trigger witness', t);
                    end loop;
                    if not exists (select from pg_roles where rolname = 'typesync_fewer_rights') then
                        create role typesync_fewer_rights;
                    end if;
                end $$;
            grant select, insert, update, delete on item, note, gauge to typesync_fewer_rights;
            grant insert on line to typesync_fewer_rights;
            grant select, delete on tag to typesync_fewer_rights;
            alter table note enable row level security;
            create policy visible on note to typesync_fewer_rights using (n is distinct from 3);
            """;

    private SettingTables() {}
}
