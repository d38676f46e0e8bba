package dev.typesync.jartest.differential;

/**
 * Draws random statements like those of applications, in many styles. There are few keys, so they hit the same rows.
 */
final class RandomSql {
    private final Side side;

    RandomSql(Side side) {
        this.side = side;
    }

    /** One statement without parameters that tries to change rows. */
    String dml() {
        return switch (side.below(6)) {
            case 0, 1 -> insert();
            case 2 -> update();
            case 3 -> delete();
            case 4 -> decorated(indirectWrite());
            default -> decorated(upsert());
        };
    }

    String insert() {
        return decorated(
                switch (side.below(9)) {
                    case 0 -> "insert into item (name, price) values (" + name() + ", " + price() + ")";
                    case 1 -> "INSERT INTO \"item\" (name) VALUES (" + name() + "), (" + name() + ")";
                    case 2 -> "insert into item default values";
                    case 3 -> "insert into note values (" + code() + ", " + text() + ", " + number() + ")";
                    case 4 -> "insert into public.note as n (body, code) values (" + text() + ", " + code() + ")";
                    case 5 ->
                        "insert into line (order_id, no, qty) select " + small()
                                + ", max(no) + 1, 7 from line where order_id = " + small();
                    case 6 -> "insert into line (order_id, no) values (" + small() + ", " + small() + ")";
                    case 7 -> "insert into plain (t) values (" + text() + ")";
                    default ->
                        "with src as (select 'w' || " + number() + " as c) insert into note (code)"
                                + " select c from src";
                });
    }

    String update() {
        return decorated(
                switch (side.below(9)) {
                    case 0 -> "update item set price = " + price() + " where id = " + id();
                    case 1 -> "update item i set name = i.name || '!' where i.id in (" + id() + ", " + id() + ")";
                    case 2 -> "update note set n = " + number() + " where code = " + code();
                    case 3 -> "UPDATE ONLY note SET code = " + code() + " WHERE code = " + code();
                    case 4 ->
                        "update line set (qty, remark) = (" + number() + ", " + text() + ") where order_id = "
                                + small();
                    case 5 -> "update line set no = no + 100 where order_id = " + small() + " and no = " + small();
                    case 6 ->
                        "update line l set remark = i.name from item i where i.id = l.no and l.order_id = " + small();
                    case 7 -> "update plain set t = " + text() + " where id < 3";
                    default -> "update note set item_id = " + id() + " where code = " + code();
                });
    }

    String delete() {
        return decorated(
                switch (side.below(6)) {
                    case 0 -> "delete from item where id = " + id();
                    case 1 -> "delete from note where code = " + code();
                    case 2 -> "delete from note n using item i where n.item_id = i.id and i.id = " + id();
                    case 3 -> "delete from line where order_id = " + small() + " and no >= " + small();
                    case 4 -> "delete from line where (order_id, no) in ((" + small() + ", " + small() + "))";
                    default -> "delete from plain where id = " + number();
                });
    }

    private String upsert() {
        return switch (side.below(4)) {
            case 0 ->
                "insert into item (name, price) values (" + name() + ", 2) on conflict (name) do update"
                        + " set price = excluded.price + item.price";
            case 1 -> "insert into note (code, n) values (" + code() + ", 1) on conflict do nothing";
            case 2 ->
                "insert into note (code, n) values (" + code() + ", 1), (" + code()
                        + ", 2) on conflict (code) do update set n = note.n + 1";
            default ->
                "insert into line (order_id, no) values (" + small() + ", " + small()
                        + ") on conflict on constraint line_pkey do update set qty = line.qty + 1";
        };
    }

    /** A statement that changes rows of other tables than the one it names, or the table of a view. */
    private String indirectWrite() {
        return switch (side.below(11)) {
            case 9 -> "insert into plain (t) select 'bumped ' || bump_both(" + small() + ")";
            case 0 -> "insert into tag values (" + id() + ", " + word() + ") on conflict do nothing";
            case 1 ->
                "insert into mention values (" + number() + ", " + id() + ", " + word()
                        + ") on conflict (id) do update set item_id = excluded.item_id, word = excluded.word";
            case 2 -> "delete from tag where word = " + word() + " and item_id < " + id();
            case 3 ->
                "with gone as (delete from note where code = " + code()
                        + " returning code, n) insert into line (order_id, no) select n, 50 + n from gone";
            case 4 ->
                "with moved as (delete from line where order_id = " + small() + " and no > " + small()
                        + " returning *) insert into line select no + 100, order_id, qty, remark from moved";
            case 5 -> "update cheap set price = price + 1 where number = " + id();
            case 6 -> "insert into cheap (label, price) values (" + name() + ", " + price() + ")";
            case 7 -> "delete from cheap where label = " + name();
            case 8 ->
                "with n as (update note set n = " + number() + " where code = " + code()
                        + ") update item set price = 3 where id = " + id();
            default ->
                "delete from item i using tag t where t.item_id = i.id and t.word = " + word() + " and i.id > " + id();
        };
    }

    private String word() {
        return side.oneOf("'red'", "'round'", "'it''s'");
    }

    /** A statement that changes rows, with RETURNING. */
    String returning() {
        return switch (side.below(10)) {
            case 8 -> "delete from item where id = " + id() + " returning id, name as n";
            case 9 -> "delete from tag where item_id = " + id() + " returning *";
            case 0 -> "insert into item (name) values (" + name() + ") returning id";
            case 1 -> "insert into item (name) values (" + name() + "), (" + name() + ") returning *";
            case 2 ->
                "update item set price = price + 1 where id < " + id()
                        + " returning id, price * 2 as \"twice\", upper(name)";
            case 3 -> "delete from note where code = " + code() + " returning code as key, body";
            case 4 ->
                "insert into line (order_id, no) values (" + small() + ", " + small()
                        + ") on conflict (order_id, no) do update set qty = line.qty + 1 returning line.*, qty > 1 as more";
            case 5 ->
                "update line set remark = " + text() + " where order_id = " + small()
                        + " returning no, remark, (select count(*) from line) as n";
            case 6 -> "with gone as (delete from note where n > " + number() + " returning code) select * from gone";
            default -> "update note set code = code || 'x' where code = " + code() + " returning code";
        };
    }

    /** A query. Its functions may write. */
    String query() {
        return switch (side.below(8)) {
            case 5 -> "select bump_both(" + small() + ") as bumped";
            case 6 -> "select no, Bump (" + small() + ") from line where order_id = " + small() + " order by no";

            case 0 -> "select id, name, price, tags, made from item where id < " + id() + " order by id";
            case 1 -> "select * from note where code like 'c%' order by code";
            case 2 -> "select order_id, count(*) as n, sum(qty) from line group by order_id order by 1";
            case 3 -> "values (1, 'a'), (2, null)";
            default -> "with x as (select max(id) as m from item) select m, 'it''s -- no comment' from x";
        };
    }

    /** A statement that the server rejects. */
    String broken() {
        return switch (side.below(7)) {
            case 0 -> "insert into item (name, price) values (" + name() + ", 5000)";
            case 1 -> "insert into note (code, n) values (" + code() + ", -1)";
            case 2 -> "insert into note (code) values (null)";
            case 3 -> "insert into note (code) values ('" + "long".repeat(9) + "')";
            case 4 -> "update item set no_such_column = 1";
            case 5 -> "delete from no_such_table";
            default -> "update note set n = 1 / 0 where code is not null";
        };
    }

    /** Adds comments, line breaks or semicolons to a statement. */
    private String decorated(String sql) {
        return switch (side.below(14)) {
            case 0 -> "/*+ hint */ " + sql;
            case 1 -> sql + " -- it's done";
            case 2 -> sql + ";";
            case 3 -> "\n  " + sql.replace(" where ", "\n where ") + "\n";
            case 4 -> "-- first\n" + sql + " /* nested /* comment */ */ ;  ";
            default -> sql;
        };
    }

    String name() {
        return "'item " + side.below(60) + "'";
    }

    String code() {
        return side.oneIn(8) ? "'it''s:" + side.below(3) + "\\'" : "'c" + side.below(30) + "'";
    }

    String text() {
        return side.oneOf("null", "'tea'", "'it''s'", "E'tab\\tend'", "$$dollar 'quoted'$$", "'ärgerlich'", "''");
    }

    String price() {
        return side.oneOf("0", "19.99", "1.005", "999", "null");
    }

    String id() {
        return String.valueOf(1 + side.below(60));
    }

    String small() {
        return String.valueOf(side.below(6));
    }

    String number() {
        return String.valueOf(side.below(12));
    }
}
