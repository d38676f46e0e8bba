package dev.typesync.jartest.differential;

/** Changes the catalog between and inside transactions: tables, keys, partitions, types and indexes. */
final class Shapes implements Surroundings.Subject {
    static final String COLLECTIONS = """
              shape: {}
              event: {}
            """;

    /**
     * The key of {@code shape} and its columns change. Half of {@code event} is attached and detached. Nothing sets the
     * column {@code extra}: the values of a column that is added or dropped are not seen.
     */
    static final String DDL = """
            create type hue as enum ('h0', 'h1', 'h2', 'h3');
            create table shape (id int primary key, label text, size numeric, hue hue) with (autovacuum_enabled = false);
            create table event (id int, day int, t text, primary key (id, day)) partition by range (day);
            create table event_1 partition of event for values from (0) to (10);
            create table event_2 partition of event for values from (10) to (20);
            insert into shape select i, 'label ' || i, i, 'h1' from generate_series(1, 12) i;
            insert into event select i, i, 'text' from generate_series(1, 15) i;
            create trigger witness after insert or update or delete on shape
                for each row execute function witness('public.shape');
            create trigger witness after insert or update or delete on event
                for each row execute function witness('public.event');
            """;

    private final Side side;
    private final RandomSql randomSql;
    private final Executions executions;

    Shapes(Side side, RandomSql randomSql) {
        this.side = side;
        this.randomSql = randomSql;
        this.executions = new Executions(side);
    }

    @Override
    public void step() {
        switch (side.below(5)) {
            case 0 -> executions.execute(ddl());
            case 1 -> transaction();
            default -> executions.write(write(), write());
        }
    }

    private void transaction() {
        executions.execute("begin");
        executions.execute(write());
        if (side.oneIn(2)) {
            executions.execute("savepoint d");
            executions.execute(ddl());
            executions.execute(write());
            executions.execute(side.oneOf("rollback to savepoint d", "release savepoint d"));
        }
        executions.execute(ddl());
        executions.execute(write());
        executions.execute(side.oneOf("commit", "commit", "rollback"));
    }

    private String ddl() {
        return switch (side.below(4)) {
            case 0 -> columns();
            case 1 -> keys();
            case 2 -> partitions();
            default -> types();
        };
    }

    private String columns() {
        return side.oneOf(
                "alter table shape add column if not exists extra text",
                "alter table shape drop column if exists extra",
                "alter table shape rename column label to title",
                "alter table shape rename column title to label",
                "alter table shape alter column size type text using size::text",
                "alter table shape alter column size type numeric using size::numeric",
                "alter table shape alter column size set default 3",
                "alter table shape rename to figure",
                "alter table figure rename to shape");
    }

    private String keys() {
        return side.oneOf(
                "alter table shape alter column id type bigint",
                "alter table shape alter column id type text",
                "alter table shape alter column id type int using id::int",
                "alter table shape drop constraint shape_pkey",
                "alter table shape add primary key (id)",
                "alter table shape drop constraint shape_pkey, add primary key (id, hue)",
                "alter table shape drop constraint shape_pkey, add primary key (id)");
    }

    private String partitions() {
        return side.oneOf(
                "alter table event detach partition event_2",
                "alter table event attach partition event_2 for values from (10) to (20)",
                "alter table event attach partition event_2 for values from (10) to (20)",
                "insert into event_2 values (" + randomSql.number() + ", 1" + randomSql.small() + ", 'direct')",
                "truncate event_2",
                "truncate shape");
    }

    private String types() {
        return side.oneOf(
                "alter type hue rename value 'h1' to 'h1 renamed'",
                "alter type hue rename value 'h1 renamed' to 'h1'",
                "alter type hue add value if not exists 'h4'",
                "create index if not exists shape_size on shape (size)",
                "drop index if exists shape_size",
                "create table if not exists taken as select * from shape",
                "drop table if exists taken");
    }

    private String write() {
        String id = randomSql.number();
        String n = randomSql.number();
        String hue = side.oneOf("'h0'", "'h1'", "'h2'", "'h1 renamed'", "'h4'");
        return side.oneOf(
                "insert into shape (id, hue) values (" + id + ", " + hue + ")",
                "insert into shape (id, label, hue) values (" + id + ", 'new', " + hue + ") on conflict do nothing",
                "insert into shape (id, hue) values (" + id + ", 'h2') on conflict (id) do update set hue = " + hue,
                "update shape set hue = " + hue + " where id = " + id,
                "update shape set title = 'titled' where id = " + id,
                "update shape set size = " + n + " where hue = " + hue,
                "delete from shape where id = " + id,
                "delete from shape where hue = " + hue + " returning id, hue",
                "insert into event values (" + id + ", " + n + ", 'e') on conflict (id, day) do update set t = 'again'",
                "insert into event values (" + id + ", 1" + randomSql.small() + ", 'e')",
                "update event set day = " + n + " where id = " + id,
                "update event set t = " + randomSql.text() + " where day > " + n,
                "delete from event where id = " + id,
                "delete from event_1 where day = " + n);
    }
}
