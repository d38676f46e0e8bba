package dev.typesync.frameworks.hibernate;

import dev.typesync.frameworks.UrlChange;
import java.sql.SQLException;

/** All tables have a collection, those of element collections and of relations too. */
final class Tables {
    static final String COLLECTIONS = """
            collections:
              authors: {}
              author_awards: {}
              author_nicknames: {}
              books: {}
              books_tags: {}
              tags: {}
              stocks: {}
              vehicles: {}
              cars: {}
              trucks: {}
              payments: {}
              notes: {}
            """;

    private Tables() {}

    /** Compares rows, apart from random keys and times, and documents. */
    static void verify(UrlChange change) throws SQLException {
        rows(change);
        documents(change);
    }

    private static void rows(UrlChange change) throws SQLException {
        change.requireEqualRows("select id, version, name, email from authors order by id");
        change.requireEqualRows("select * from author_awards order by 1, 2");
        change.requireEqualRows("select * from author_nicknames order by 1, 2");
        change.requireEqualRows("select * from books order by id");
        change.requireEqualRows("select word from tags order by word");
        change.requireEqualRows(
                "select l.book_id, t.word from books_tags l join tags t on t.id = l.tags_id order by 1, 2");
        change.requireEqualRows("select * from stocks order by 1, 2");
        change.requireEqualRows("select * from vehicles order by id");
        change.requireEqualRows("select * from cars order by id");
        change.requireEqualRows("select * from trucks order by id");
        change.requireEqualRows("select * from payments order by id");
        change.requireEqualRows("select * from notes order by id");
    }

    private static void documents(UrlChange change) throws SQLException {
        change.awaitDocuments("authors", "select id::text, version, name, email, created, changed from authors");
        change.awaitDocuments(
                "author_awards", "select author_id || ':' || awards, author_id, awards from author_awards");
        change.awaitDocuments(
                "author_nicknames",
                "select place || ':' || author_id, author_id, place, nicknames from author_nicknames");
        change.awaitDocuments("books", "select id::text, title, pages, heading, author_id from books");
        change.awaitDocuments("tags", "select id::text, word from tags");
        change.awaitDocuments(
                "books_tags", "select book_id || ':' || tags_id, book_id, tags_id::text as tags_id from books_tags");
        change.awaitDocuments("stocks", "select article || ':' || warehouse, warehouse, article, quantity from stocks");
        change.awaitDocuments("vehicles", "select id::text, plate from vehicles");
        change.awaitDocuments("cars", "select id::text, seats from cars");
        change.awaitDocuments("trucks", "select id::text, load from trucks");
        change.awaitDocuments("payments", "select id::text, dtype, amount, card, till from payments");
        change.awaitDocuments("notes", "select id::text, words, deleted from notes");
    }
}
