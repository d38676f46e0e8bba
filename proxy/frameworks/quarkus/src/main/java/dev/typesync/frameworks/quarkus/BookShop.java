package dev.typesync.frameworks.quarkus;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;

/** Works with its database, prints what it saw, and ends. */
@QuarkusMain
public class BookShop implements QuarkusApplication {
    @Inject
    EntityManager books;

    @Override
    public int run(String... arguments) {
        see(QuarkusTransaction.requiringNew().call(() -> store("Emma", "Ulysses", "Dracula")));
        see(QuarkusTransaction.requiringNew().call(this::change));
        see(failure(() -> store("rolled back", "Emma")));
        see(QuarkusTransaction.requiringNew()
                .call(() -> books
                        .createQuery("select title, pages, version from Book order by id", Object[].class)
                        .getResultList()
                        .stream()
                        .map(List::of)
                        .toList()));
        return 0;
    }

    private List<Long> store(String... titles) {
        List<Book> stored = Stream.of(titles).map(Book::new).toList();
        stored.forEach(books::persist);
        return stored.stream().map(book -> book.id).toList();
    }

    private List<Integer> change() {
        books.createQuery("from Book where title = 'Emma'", Book.class).getSingleResult().pages = 400;
        return List.of(
                books.createQuery("update versioned Book set pages = 5 where title = 'Ulysses'")
                        .executeUpdate(),
                books.createQuery("delete from Book where title = 'Dracula'").executeUpdate());
    }

    private static String failure(Callable<?> work) {
        try {
            QuarkusTransaction.requiringNew().call(work);
            return "none";
        } catch (ConstraintViolationException e) {
            SQLException cause = e.getSQLException();
            return e.getConstraintName() + " " + cause.getClass().getName() + " " + cause.getSQLState();
        }
    }

    private static void see(Object result) {
        System.out.println("saw " + result);
    }
}
