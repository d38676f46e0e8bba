package dev.typesync.jartest.differential;

/** Writes the tables of {@link TriggerTables}, and makes and drops their triggers. */
final class Triggers implements Surroundings.Subject {
    private final Side side;
    private final RandomSql randomSql;
    private final Executions executions;

    Triggers(Side side, RandomSql randomSql) {
        this.side = side;
        this.randomSql = randomSql;
        this.executions = new Executions(side);
    }

    @Override
    public void step() {
        if (side.oneIn(5)) {
            executions.execute(ddl());
        } else {
            executions.write(write(), write());
        }
    }

    private String ddl() {
        return side.oneOf(
                "create or replace trigger soft before delete on task for each row execute function soft_delete()",
                "drop trigger if exists soft on task",
                "create or replace trigger route before insert on task for each row execute function route()",
                "drop trigger if exists route on task",
                "create or replace trigger tally after insert or update or delete on task"
                        + " for each statement execute function tally()",
                "drop trigger if exists tally on task",
                "alter table task disable trigger user",
                "alter table task enable trigger user");
    }

    private String write() {
        return switch (side.below(4)) {
            case 0 -> task();
            case 1 -> team();
            case 2 -> referring();
            default -> side.oneIn(3) ? merge() : feeling();
        };
    }

    private String task() {
        String id = randomSql.number();
        String n = randomSql.number();
        return side.oneOf(
                "insert into task (id, n) values (" + id + ", " + n + ") on conflict do nothing",
                "insert into task (id, n) values (" + id + ", " + n + ") on conflict (id) do update set n = task.n + 1",
                "insert into task (id, n) values (" + id + ", " + n + ")",
                "update task set n = " + n + ", deleted = false where id = " + id,
                "update task set mood = " + mood() + " where n < " + n,
                "delete from task where id = " + id,
                "delete from task where n > " + n + " and not deleted",
                "delete from task where id = " + id + " returning id, n",
                "with gone as (delete from task where id = " + id + " returning id, n) select * from gone",
                "delete from archive where id = " + id);
    }

    private String team() {
        return side.oneOf(
                "insert into team (code) values (" + code() + ") on conflict do nothing",
                "insert into team (code) values (" + code() + ") on conflict (code) do update set n = team.n + 1",
                "update team set code = " + code() + " where code = " + code(),
                "update team set n = n + 1 where code = " + code(),
                "delete from team where code = " + code(),
                "delete from team t using member m where m.team = t.code and m.id = " + randomSql.number(),
                "delete from team where code = " + code() + " returning *",
                "delete from team where code in (" + code() + ", " + code() + ")");
    }

    private String referring() {
        String id = randomSql.id();
        return side.oneOf(
                "insert into member values (" + id + ", " + code()
                        + ") on conflict (id) do update set team = excluded.team",
                "insert into badge values (" + id + ", " + code()
                        + ") on conflict (id) do update set team = excluded.team",
                "insert into badge (id) values (" + id + ") on conflict do nothing",
                "insert into desk values (" + code() + ") on conflict (team) do update set n = desk.n + 1",
                "insert into desk values (" + code() + ") on conflict (team) do update set team = " + code(),
                "update desk set team = " + code() + " where team = " + code(),
                "update member set team = " + code() + " where id = " + id,
                "delete from member where team = " + code(),
                "delete from desk where team = " + code());
    }

    private String feeling() {
        return side.oneOf(
                "insert into feeling values (" + mood() + ", 1)",
                "insert into feeling values (" + mood() + ", 1), (" + mood() + ", 2) on conflict do nothing",
                "insert into feeling (mood, n) values (" + mood()
                        + ", 1) on conflict (mood) do update set n = feeling.n + 1",
                "insert into feeling (mood) select unnest(enum_range(" + mood()
                        + "::mood, null)) on conflict do nothing",
                "update feeling set n = n + 1 where mood = " + mood(),
                "update feeling set mood = " + mood() + " where mood = " + mood(),
                "update feeling set other = mood where mood > " + mood() + " returning mood, other",
                "delete from feeling where mood = " + mood(),
                "delete from feeling where mood > " + mood());
    }

    /** Until PostgreSQL 15 the server rejects it. */
    private String merge() {
        return side.oneOf(
                "merge into team t using (values (" + code() + "), (" + code() + ")) v (code) on t.code = v.code"
                        + " when matched then update set n = t.n + 1 when not matched then insert (code) values (v.code)",
                "merge into team t using (values (" + code()
                        + ")) v (code) on t.code = v.code when matched then delete",
                "merge into task t using (values (" + randomSql.number() + ", " + randomSql.number() + ")) v (id, n)"
                        + " on t.id = v.id when matched and v.n > 6 then delete"
                        + " when matched then update set n = v.n when not matched then insert (id, n) values (v.id, v.n)",
                "merge into desk d using team t on d.team = t.code and t.code = " + code()
                        + " when matched then update set n = d.n + 1",
                "merge into feeling f using (values (" + mood() + "::mood)) v (m) on f.mood = v.m"
                        + " when matched then update set mood = " + mood()
                        + " when not matched then insert values (v.m, 1)");
    }

    private String code() {
        return "'t" + side.below(10) + "'";
    }

    private String mood() {
        return "'m" + side.below(10) + "'";
    }
}
