package dev.typesync.corpus;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import java.time.OffsetDateTime;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The tables of {@link JooqWorkload}. */
final class JooqTables {
    static final Table<Record> AUTHOR = table(name("public", "author"));
    static final Table<Record> BOOK = table(name("public", "book"));
    static final Field<Long> AUTHOR_ID = field(name("public", "author", "id"), Long.class);
    static final Field<String> AUTHOR_NAME = field(name("public", "author", "name"), String.class);
    static final Field<Integer> VERSION = field(name("public", "author", "version"), Integer.class);
    static final Field<Long> BOOK_ID = field(name("public", "book", "id"), Long.class);
    static final Field<Long> WRITTEN_BY = field(name("public", "book", "author_id"), Long.class);
    static final Field<String> TITLE = field(name("public", "book", "title"), String.class);
    static final Field<JSONB> EXTRA = field(name("public", "book", "extra"), JSONB.class);
    static final Field<String[]> LABELS = field(name("public", "book", "labels"), String[].class);
    static final Field<OffsetDateTime> ADDED = field(name("public", "book", "added"), OffsetDateTime.class);

    private JooqTables() {}

    static void create(DSLContext jooq) {
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
}
