package dev.typesync.corpus;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.Constants;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The DSL's writing statements, quoted and unquoted, with parameters and with inlined values. */
final class JooqWorkload implements Workload {
    private static final Table<Record> AUTHOR = table(name("public", "author"));
    private static final Table<Record> BOOK = table(name("public", "book"));
    private static final Field<Long> AUTHOR_ID = field(name("public", "author", "id"), Long.class);
    private static final Field<String> AUTHOR_NAME = field(name("public", "author", "name"), String.class);
    private static final Field<Integer> VERSION = field(name("public", "author", "version"), Integer.class);
    private static final Field<Long> BOOK_ID = field(name("public", "book", "id"), Long.class);
    private static final Field<Long> WRITTEN_BY = field(name("public", "book", "author_id"), Long.class);
    private static final Field<String> TITLE = field(name("public", "book", "title"), String.class);
    private static final Field<JSONB> EXTRA = field(name("public", "book", "extra"), JSONB.class);
    private static final Field<String[]> LABELS = field(name("public", "book", "labels"), String[].class);
    private static final Field<OffsetDateTime> ADDED = field(name("public", "book", "added"), OffsetDateTime.class);

    @Override
    public String framework() {
        return "jOOQ " + Constants.FULL_VERSION;
    }

    @Override
    public void run(DataSource database) {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        create(DSL.using(database, SQLDialect.POSTGRES));
        for (StatementType type : StatementType.values()) {
            for (RenderQuotedNames quoted : List.of(RenderQuotedNames.ALWAYS, RenderQuotedNames.NEVER)) {
                Settings settings = new Settings().withStatementType(type).withRenderQuotedNames(quoted);
                work(DSL.using(database, SQLDialect.POSTGRES, settings));
            }
        }
        work(DSL.using(database, SQLDialect.POSTGRES, new Settings().withRenderFormatted(true)));
    }

    private static void create(DSLContext jooq) {
        jooq.createTable(AUTHOR)
                .column(AUTHOR_ID, SQLDataType.BIGINT.identity(true))
                .column(AUTHOR_NAME, SQLDataType.VARCHAR(200).notNull())
                .column(VERSION, SQLDataType.INTEGER.defaultValue(0))
                .constraint(constraint("author_pk").primaryKey(AUTHOR_ID))
                .execute();
        jooq.createTable(BOOK)
                .column(BOOK_ID, SQLDataType.BIGINT.nullable(false))
                .column(WRITTEN_BY, SQLDataType.BIGINT)
                .column(TITLE, SQLDataType.CLOB)
                .column(EXTRA, SQLDataType.JSONB)
                .column(LABELS, SQLDataType.VARCHAR.array())
                .column(ADDED, SQLDataType.TIMESTAMPWITHTIMEZONE)
                .constraint(constraint("book_pk").primaryKey(BOOK_ID))
                .execute();
        jooq.createSequence("book_seq").execute();
        jooq.createIndex("book_title").on(BOOK, TITLE).execute();
        jooq.createViewIfNotExists(name("titles")).as(select(TITLE).from(BOOK)).execute();
        jooq.createTableIfNotExists("author_copy")
                .as(select().from(AUTHOR))
                .withNoData()
                .execute();
    }

    private static void work(DSLContext jooq) {
        inserts(jooq);
        upserts(jooq);
        updates(jooq);
        deletes(jooq);
        transactions(jooq);
        jooq.truncate(BOOK).restartIdentity().cascade().execute();
    }

    private static void inserts(DSLContext jooq) {
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

    private static void upserts(DSLContext jooq) {
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

    private static void updates(DSLContext jooq) {
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

    private static void deletes(DSLContext jooq) {
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
