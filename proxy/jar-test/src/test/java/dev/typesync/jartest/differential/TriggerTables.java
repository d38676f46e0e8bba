package dev.typesync.jartest.differential;

/**
 * Tables for {@link Triggers}: one whose triggers come and go, one that they fill, one that is referenced with every
 * action of foreign keys, and one with an enum as key.
 */
final class TriggerTables {
    static final String COLLECTIONS = """
              task: {}
              archive: {}
              team: {}
              member: {}
              badge: {}
              desk: {}
              feeling: {}
            """;

    static final String DDL = """
            create type mood as enum ('m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9');
            create table feeling (mood mood primary key, n int, other mood) with (autovacuum_enabled = false);
            create table task (id int primary key, n int, deleted boolean not null default false, mood mood default 'm1')
                with (autovacuum_enabled = false);
            create table archive (id int primary key, n int) with (autovacuum_enabled = false);
            create table team (code text primary key, n int default 0) with (autovacuum_enabled = false);
            create table member (
                id int primary key,
                team text references team on update cascade on delete set null) with (autovacuum_enabled = false);
            create table badge (
                id int primary key,
                team text default 't0' references team on update set default on delete set default)
                with (autovacuum_enabled = false);
            create table desk (
                team text primary key references team on update cascade on delete cascade,
                n int default 0) with (autovacuum_enabled = false);

            insert into feeling select ('m' || i)::mood, i from generate_series(0, 5) i;
            insert into task (id, n) select i, i from generate_series(1, 12) i;
            insert into team (code) select 't' || i from generate_series(0, 9) i;
            insert into member select i, 't' || i % 9 from generate_series(1, 20) i;
            insert into badge select i, 't' || i % 9 from generate_series(1, 20) i;
            insert into desk select 't' || i from generate_series(1, 9, 2) i;

            create function soft_delete() returns trigger language plpgsql as $$
                begin update task set deleted = true where id = old.id; return null; end $$;
            create function route() returns trigger language plpgsql as $$
                begin
                    if new.n < 6 then return new; end if;
                    insert into archive values (new.id, new.n) on conflict (id) do update set n = excluded.n;
                    return null;
                end $$;
            create function tally() returns trigger language plpgsql as $$
                begin update team set n = n + 1 where code = 't1'; return null; end $$;

            create trigger witness after insert or update or delete on task
                for each row execute function witness('public.task', 'r.id::text');
            create trigger witness after insert or update or delete on archive
                for each row execute function witness('public.archive', 'r.id::text');
            create trigger witness after insert or update or delete on team
                for each row execute function witness('public.team', 'r.code');
            create trigger witness after insert or update or delete on member
                for each row execute function witness('public.member', 'r.id::text');
            create trigger witness after insert or update or delete on badge
                for each row execute function witness('public.badge', 'r.id::text');
            create trigger witness after insert or update or delete on desk
                for each row execute function witness('public.desk', 'r.team');
            create trigger witness after insert or update or delete on feeling
                for each row execute function witness('public.feeling', 'r.mood::text');
            """;

    private TriggerTables() {}
}
