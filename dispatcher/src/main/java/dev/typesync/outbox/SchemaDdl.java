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
    static final int VERSION = 2;

    /** From this version on the columns are those that this class reads and writes. */
    static final int OLDEST_USABLE = 1;

    private static final String SCHEMA = """
            create schema if not exists $S;
            """;

    private static final String OBJECTS = """
            create table if not exists $S.outbox (
              xid  pg_catalog.xid8 not null default pg_catalog.pg_current_xact_id(),
              tbl  pg_catalog.text not null,
              op   pg_catalog."char" not null,
              keys pg_catalog.text[],
              at   pg_catalog.timestamptz not null default pg_catalog.clock_timestamp(),
              tag  pg_catalog.text);
            create table if not exists $S.dead_letter (
              collection pg_catalog.text not null,
              id         pg_catalog.text not null,
              error      pg_catalog.text not null,
              attempts   int not null,
              at         pg_catalog.timestamptz not null default pg_catalog.clock_timestamp(),
              primary key (collection, id));
            create table if not exists $S.lease (
              name        pg_catalog.text primary key,
              epoch       bigint not null,
              owner       pg_catalog.text not null,
              until       pg_catalog.timestamptz not null,
              handed_over boolean not null,
              writes      bigint not null default 0);
            alter table $S.lease set (fillfactor = 50);
            create table if not exists $S.process (
              id          pg_catalog.text primary key,
              version     pg_catalog.text not null,
              config_hash pg_catalog.text not null,
              host        pg_catalog.text not null,
              pid         bigint not null,
              replicates  boolean not null,
              seen        pg_catalog.timestamptz not null default pg_catalog.clock_timestamp());
            create table if not exists $S.collection (
              name         pg_catalog.text primary key,
              tbl          pg_catalog.text,
              config_hash  pg_catalog.text not null,
              definition   pg_catalog.text,
              fields       pg_catalog.text[],
              concrete     pg_catalog.text,
              state        pg_catalog.text not null,
              reason       pg_catalog.text,
              load_target  pg_catalog.text,
              load_key     pg_catalog.text,
              load_done    bigint not null default 0,
              load_total   bigint not null default 0,
              last_error   pg_catalog.text,
              last_error_at pg_catalog.timestamptz,
              lag_p50_ms   double precision,
              lag_p99_ms   double precision,
              documents    bigint,
              updated      pg_catalog.timestamptz not null default pg_catalog.clock_timestamp());
            create table if not exists $S.request (
              id         pg_catalog.uuid primary key default pg_catalog.gen_random_uuid(),
              kind       pg_catalog.text not null,
              collection pg_catalog.text not null,
              options    pg_catalog.jsonb not null default '{}',
              state      pg_catalog.text not null default 'waiting',
              progress   pg_catalog.jsonb not null default '{}',
              result     pg_catalog.jsonb,
              at         pg_catalog.timestamptz not null default pg_catalog.clock_timestamp(),
              updated    pg_catalog.timestamptz not null default pg_catalog.clock_timestamp());
            create table if not exists $S.meta (
              key   pg_catalog.text primary key,
              value pg_catalog.text not null);
            """;

    /**
     * What a row may be. Any role may insert one, and the replicator reads each. A trigger checks it: a CHECK constraint
     * is parsed again for each statement, which takes 35 µs, and the trigger takes 1 µs for each row. {@code array_cat}
     * with an empty array gives the array as it is before compression. The body is in simple quotes, because not every
     * tool for migrations knows others.
     */
    private static final String ROW_CHECK = """
            create or replace function $S.outbox_row() returns trigger language plpgsql as '
            begin
              if pg_catalog.isfinite(new.at) and pg_catalog.octet_length(new.tbl) OPERATOR(pg_catalog.<=) $N
                and (new.tag is null or pg_catalog.octet_length(new.tag) OPERATOR(pg_catalog.<=) $N)
                and (new.op OPERATOR(pg_catalog.=) ''m''::pg_catalog."char" and new.keys is null
                  or new.op OPERATOR(pg_catalog.=) ''k''::pg_catalog."char" and new.keys is not null
                    and (pg_catalog.array_ndims(new.keys) is null
                      or pg_catalog.array_ndims(new.keys) OPERATOR(pg_catalog.=) 1
                        and pg_catalog.cardinality(new.keys) OPERATOR(pg_catalog.<=) $K
                        and pg_catalog.pg_column_size(pg_catalog.array_cat(new.keys, ''{}''::pg_catalog.text[]))
                          OPERATOR(pg_catalog.<=) $B
                        and pg_catalog.array_position(new.keys, null::pg_catalog.text) is null)) then
                return new;
              end if;
              raise exception using errcode = ''check_violation'', table = ''outbox'', message =
                ''a row of the outbox of typesync is a mark, or holds at most $K keys with $B bytes; its table and tag''
                '' have at most $N bytes each'';
            end';
            alter table $S.outbox replica identity full;
            alter table $S.outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
              autovacuum_vacuum_cost_delay = 0);
            create or replace trigger outbox_row before insert on $S.outbox
              for each row execute function $S.outbox_row();
            """;

    private static final String VERSION_ROW = """
            insert into $S.meta (key, value) values ('version', '$V')
              on conflict (key) do update set value = excluded.value where
              pg_catalog.int4in(pg_catalog.textout(meta.value)) OPERATOR(pg_catalog.<)
              pg_catalog.int4in(pg_catalog.textout(excluded.value));
            """;

    /** An earlier version granted INSERT on all columns. {@code xid} and {@code at} have defaults. */
    private static final String PUBLIC_GRANTS = """
            grant usage on schema $S to public;
            revoke insert on $S.outbox from public;
            grant insert (tbl, op, keys, tag) on $S.outbox to public;
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
        return fill(SCHEMA) + changes();
    }

    /**
     * The same for a schema that exists: its owner may lack the right to create one. It locks the outbox against writers
     * for a moment, at the end of the transaction.
     */
    String changes() {
        return fill(OBJECTS) + fill(ROW_CHECK) + publicGrants() + fill(VERSION_ROW);
    }

    String publicGrants() {
        return fill(PUBLIC_GRANTS);
    }

    /** The grants that the role of a replicator needs if it does not own the objects. */
    String replicatorGrants(String role) {
        return fill(OWNER_GRANTS).replace("$R", SqlQuoting.quoteIdent(role));
    }

    private String fill(String text) {
        return text.replace("$V", Integer.toString(VERSION))
                .replace("$N", Integer.toString(Outbox.MAX_NAME_BYTES))
                .replace("$K", Integer.toString(Outbox.MAX_KEYS))
                .replace("$B", Integer.toString(Outbox.MAX_ROW_BYTES))
                .replace("$S", schema);
    }
}
