package dev.typesync.corpus;

import static dev.typesync.corpus.JooqTables.ADDED;
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
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import java.time.OffsetDateTime;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** The forms of INSERT, upserts and MERGE. */
final class JooqInserts {
    private JooqInserts() {}

    static void run(DSLContext jooq) {
        insertValues(jooq);
        insertFromOtherSources(jooq);
        upsert(jooq);
        merge(jooq);
    }

    private static void insertValues(DSLContext jooq) {
        jooq.insertInto(AUTHOR, AUTHOR_NAME).values("O'Brian; \\ -- Jack").execute();
        jooq.insertInto(AUTHOR)
                .set(AUTHOR_NAME, "Le Guin")
                .set(VERSION, 1)
                .returning(AUTHOR_ID)
                .fetch();
        jooq.insertInto(AUTHOR, AUTHOR_NAME, VERSION)
                .valuesOfRows(List.of(row("a", 1), row("b", 2), row("c", 3)))
                .returningResult(AUTHOR_ID, AUTHOR_NAME.as("who"))
                .fetch();
    }

    private static void insertFromOtherSources(DSLContext jooq) {
        jooq.insertInto(AUTHOR, AUTHOR_NAME).select(select(TITLE).from(BOOK)).execute();
        jooq.with("fresh", "n")
                .as(select(inline("x")))
                .insertInto(AUTHOR, AUTHOR_NAME)
                .select(select(field(name("fresh", "n"), String.class)).from(table(name("fresh"))))
                .execute();
        jooq.insertInto(BOOK)
                .columns(BOOK_ID, WRITTEN_BY, TITLE, EXTRA, LABELS, ADDED)
                .values(
                        1L,
                        1L,
                        "Dune",
                        JSONB.valueOf("{\"a\": [1, \"?\"]}"),
                        new String[] {"sf", "it's"},
                        OffsetDateTime.parse("2026-11-24T12:00:00Z"))
                .execute();
        jooq.batch(jooq.insertInto(BOOK, BOOK_ID, TITLE).values((Long) null, null))
                .bind(10L, "Ten")
                .bind(11L, "Eleven")
                .execute();
        jooq.insertInto(AUTHOR).defaultValues().onConflictDoNothing().getSQL();
    }

    private static void upsert(DSLContext jooq) {
        jooq.insertInto(BOOK, BOOK_ID, TITLE)
                .values(1L, "Dune II")
                .onConflict(BOOK_ID)
                .doUpdate()
                .set(TITLE, "Dune II")
                .where(TITLE.isNotNull())
                .returning()
                .fetch();
        jooq.insertInto(BOOK, BOOK_ID, TITLE)
                .values(1L, "Dune")
                .onDuplicateKeyIgnore()
                .execute();
        jooq.insertInto(BOOK, BOOK_ID, TITLE)
                .values(1L, "Dune")
                .onConflictOnConstraint(name("book_pk"))
                .doUpdate()
                .set(TITLE, excluded(TITLE))
                .execute();
        jooq.insertInto(BOOK, BOOK_ID, TITLE)
                .values(2L, "Emma")
                .onConflict(BOOK_ID)
                .doUpdate()
                .set(TITLE, excluded(TITLE))
                .set(WRITTEN_BY, DSL.coalesce(WRITTEN_BY, 5L))
                .execute();
    }

    private static void merge(DSLContext jooq) {
        Table<?> fresh = DSL.values(row(3L, "Ulysses"), row(4L, "Ada")).as("fresh", "id", "title");
        jooq.mergeInto(BOOK)
                .using(fresh)
                .on(BOOK_ID.eq(fresh.field("id", Long.class)))
                .whenMatchedAnd(TITLE.isNull())
                .thenDelete()
                .whenMatchedThenUpdate()
                .set(TITLE, fresh.field("title", String.class))
                .whenNotMatchedThenInsert(BOOK_ID, TITLE)
                .values(fresh.field("id", Long.class), fresh.field("title", String.class))
                .execute();
    }
}
