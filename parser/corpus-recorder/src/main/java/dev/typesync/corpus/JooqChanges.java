package dev.typesync.corpus;

import static dev.typesync.corpus.JooqTables.AUTHOR;
import static dev.typesync.corpus.JooqTables.AUTHOR_ID;
import static dev.typesync.corpus.JooqTables.AUTHOR_NAME;
import static dev.typesync.corpus.JooqTables.BOOK;
import static dev.typesync.corpus.JooqTables.BOOK_ID;
import static dev.typesync.corpus.JooqTables.EXTRA;
import static dev.typesync.corpus.JooqTables.LABELS;
import static dev.typesync.corpus.JooqTables.TITLE;
import static dev.typesync.corpus.JooqTables.VERSION;
import static dev.typesync.corpus.JooqTables.WRITTEN_BY;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;

/** The forms of UPDATE and DELETE, and transactions. */
final class JooqChanges {
    private JooqChanges() {}

    static void run(DSLContext jooq) {
        updateByKey(jooq);
        updateByOtherConditions(jooq);
        delete(jooq);
        deleteInWithAndLock(jooq);
        transactions(jooq);
    }

    private static void updateByKey(DSLContext jooq) {
        jooq.update(AUTHOR)
                .set(AUTHOR_NAME, "New")
                .set(VERSION, VERSION.plus(1))
                .where(AUTHOR_ID.eq(1L).and(VERSION.eq(0)))
                .execute();
        jooq.update(AUTHOR)
                .set(AUTHOR_NAME, DSL.upper(AUTHOR_NAME))
                .where(AUTHOR_ID.in(1L, 2L, 3L))
                .execute();
        jooq.update(BOOK)
                .set(row(TITLE, WRITTEN_BY), row("T", 2L))
                .where(BOOK_ID.eq(1L))
                .execute();
        jooq.update(BOOK)
                .set(
                        row(TITLE, WRITTEN_BY),
                        select(AUTHOR_NAME, AUTHOR_ID).from(AUTHOR).where(AUTHOR_ID.eq(2L)))
                .where(BOOK_ID.eq(1L))
                .execute();
    }

    private static void updateByOtherConditions(DSLContext jooq) {
        jooq.update(BOOK)
                .set(TITLE, AUTHOR_NAME)
                .from(AUTHOR)
                .where(AUTHOR_ID.eq(WRITTEN_BY))
                .returning(BOOK_ID)
                .fetch();
        jooq.update(BOOK)
                .set(TITLE, "Limited")
                .where(TITLE.isNull())
                .orderBy(BOOK_ID.desc())
                .limit(2)
                .execute();
        jooq.update(BOOK)
                .set(EXTRA, (JSONB) null)
                .where(row(BOOK_ID, WRITTEN_BY).in(List.of(row(1L, 2L), row(3L, 4L))))
                .execute();
        jooq.update(BOOK).set(BOOK_ID, BOOK_ID.plus(100)).where(BOOK_ID.eq(4L)).execute();
        jooq.update(BOOK)
                .set(LABELS, new String[0])
                .where(BOOK_ID.eq(DSL.any(1L, 2L)))
                .execute();
        jooq.with("old")
                .as(select(BOOK_ID).from(BOOK).where(TITLE.like("D%")))
                .update(BOOK)
                .set(TITLE, "Old")
                .where(BOOK_ID.in(select(field(name("old", "id"), Long.class)).from(table(name("old")))))
                .execute();
    }

    private static void delete(DSLContext jooq) {
        jooq.deleteFrom(BOOK).where(BOOK_ID.eq(11L)).execute();
        jooq.deleteFrom(BOOK)
                .using(AUTHOR)
                .where(WRITTEN_BY.eq(AUTHOR_ID))
                .and(AUTHOR_NAME.eq("b"))
                .execute();
        jooq.deleteFrom(BOOK)
                .where(DSL.notExists(select(inline(1)).from(AUTHOR).where(AUTHOR_ID.eq(WRITTEN_BY))))
                .returning(BOOK_ID)
                .fetch();
        jooq.deleteFrom(BOOK).where(BOOK_ID.gt(0L)).orderBy(BOOK_ID).limit(1).execute();
    }

    private static void deleteInWithAndLock(DSLContext jooq) {
        jooq.with("gone")
                .as(DSL.resultQuery("delete from book where id = {0} returning id", val(10L)))
                .select()
                .from(table(name("gone")))
                .fetch();
        jooq.selectFrom(AUTHOR)
                .where(AUTHOR_ID.eq(1L))
                .forUpdate()
                .of(AUTHOR)
                .skipLocked()
                .fetch();
        jooq.select(DSL.sequence(name("book_seq"), Long.class).nextval()).fetch();
    }

    private static void transactions(DSLContext jooq) {
        jooq.transaction(outer -> {
            outer.dsl().execute("update author set name = ? where id = ?", "Plain", 1L);
            outer.dsl().transaction(inner -> inner.dsl().execute("delete from author where id = 99"));
        });
        jooq.begin(
                        jooq.insertInto(AUTHOR, AUTHOR_NAME).values("in a block"),
                        jooq.deleteFrom(AUTHOR).where(AUTHOR_NAME.eq("in a block")))
                .execute();
    }
}
