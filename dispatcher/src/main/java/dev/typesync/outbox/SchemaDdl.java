package dev.typesync.outbox;

/**
 * The DDL that creates all of typesync's objects in a database. It can be run repeatedly.
 *
 * <p>Tables without a key have {@code replica identity full}. Otherwise a publication FOR ALL TABLES would refuse their
 * updates and deletes. The outbox has no index, no sequence (a sequence would change the application's {@code
 * lastval()}) and no unique key (writers would wait for the replicator).
 */
final class SchemaDdl {
    /** The version of the objects. Every change of them increments it. */
    static final int VERSION = 1;

    private static final String OBJECTS = """
            create schema if not exists $S;
            create table if not exists $S.outbox (
              xid  xid8 not null default pg_current_xact_id(),
              tbl  text not null,
              op   "char" not null,
              keys text[],
              at   timestamptz not null default clock_timestamp(),
              tag  text);
            alter table $S.outbox replica identity full;
            alter table $S.outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
              autovacuum_vacuum_cost_delay = 0);
            create table if not exists $S.dead_letter (
              collection text not null,
              id         text not null,
              error      text not null,
              attempts   int not null,
              at         timestamptz not null default clock_timestamp(),
              primary key (collection, id));
            create table if not exists $S.lease (
              name        text primary key,
              epoch       bigint not null,
              owner       text not null,
              until       timestamptz not null,
              handed_over boolean not null,
              writes      bigint not null default 0);
            alter table $S.lease set (fillfactor = 50);
            create table if not exists $S.process (
              id          text primary key,
              version     text not null,
              config_hash text not null,
              host        text not null,
              pid         bigint not null,
              replicates  boolean not null,
              seen        timestamptz not null default clock_timestamp());
            create table if not exists $S.collection (
              name         text primary key,
              tbl          text,
              config_hash  text not null,
              definition   text,
              fields       text[],
              concrete     text,
              state        text not null,
              reason       text,
              load_target  text,
              load_key     text,
              load_done    bigint not null default 0,
              load_total   bigint not null default 0,
              last_error   text,
              last_error_at timestamptz,
              lag_p50_ms   double precision,
              lag_p99_ms   double precision,
              documents    bigint,
              updated      timestamptz not null default clock_timestamp());
            create table if not exists $S.request (
              id         uuid primary key default gen_random_uuid(),
              kind       text not null,
              collection text not null,
              options    jsonb not null default '{}',
              state      text not null default 'waiting',
              progress   jsonb not null default '{}',
              result     jsonb,
              at         timestamptz not null default clock_timestamp(),
              updated    timestamptz not null default clock_timestamp());
            create table if not exists $S.meta (
              key   text primary key,
              value text not null);
            insert into $S.meta (key, value) values ('version', '$V')
              on conflict (key) do update set value = excluded.value where meta.value::int < excluded.value::int;
            """;

    private static final String PUBLIC_GRANTS = """
            grant usage on schema $S to public;
            grant insert on $S.outbox to public;
            """;

    private static final String OWNER_GRANTS = """
            grant usage on schema $S to $R;
            grant select, insert, update, delete on all tables in schema $S to $R;
            """;

    private final String schema;

    /** @param schema quoted if necessary */
    SchemaDdl(String schema) {
        this.schema = schema;
    }

    String everything() {
        return fill(OBJECTS) + publicGrants();
    }

    String publicGrants() {
        return fill(PUBLIC_GRANTS);
    }

    /** The grants that the role of a replicator needs if it does not own the objects. */
    String replicatorGrants(String role) {
        return fill(OWNER_GRANTS).replace("$R", SqlQuoting.quoteIdent(role));
    }

    private String fill(String text) {
        return text.replace("$S", schema).replace("$V", Integer.toString(VERSION));
    }
}
