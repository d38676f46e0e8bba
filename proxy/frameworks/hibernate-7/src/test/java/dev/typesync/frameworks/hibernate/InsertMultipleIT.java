package dev.typesync.frameworks.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.frameworks.UrlChange;
import dev.typesync.frameworks.hibernate.Depot.CashPayment;
import dev.typesync.frameworks.hibernate.Depot.Stock;
import dev.typesync.frameworks.hibernate.Library.Book;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The methods of a stateless session that change many rows; new in Hibernate 7. */
class InsertMultipleIT {
    @TempDir
    private Path directory;

    @Test
    void changesManyRows() throws Exception {
        UrlChange change = UrlChange.create(directory, Sessions.ddl(directory), Tables.COLLECTIONS);
        change.compare(url -> {
            try (SessionFactory sessions = Sessions.open(url, Map.of("hibernate.jdbc.batch_size", 10))) {
                return sessions.fromStatelessTransaction(InsertMultipleIT::work);
            }
        });
        change.requireEqualRows("select * from books order by id");
        change.requireEqualRows("select * from payments order by id");
        change.requireEqualRows("select * from stocks order by 1, 2");
        change.awaitDocuments("books", "select id::text, title, pages, heading from books");
        change.awaitDocuments("payments", "select id::text, dtype, amount, till from payments");
        change.awaitDocuments("stocks", "select article || ':' || warehouse, warehouse, article, quantity from stocks");
        assertThat(change.marks()).isEmpty();
    }

    private static List<Object> work(StatelessSession session) {
        List<Book> books =
                IntStream.range(0, 25).mapToObj(n -> new Book("book " + n, n)).toList();
        session.insertMultiple(books);
        List<CashPayment> payments = IntStream.range(0, 25)
                .mapToObj(n -> new CashPayment(n + ".5", "till"))
                .toList();
        session.insertMultiple(payments);
        session.upsertMultiple(
                IntStream.range(0, 25).mapToObj(n -> new Stock("east", n, n)).toList());
        session.upsertMultiple(
                IntStream.range(20, 40).mapToObj(n -> new Stock("east", n, -n)).toList());
        books.forEach(book -> book.pages *= 2);
        session.updateMultiple(books);
        session.deleteMultiple(books.subList(3, 18));
        List<Object> keys = new ArrayList<>();
        books.forEach(book -> keys.add(book.id));
        payments.forEach(payment -> keys.add(payment.id));
        return keys;
    }
}
