package dev.typesync.frameworks.micronaut;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.data.exceptions.OptimisticLockException;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Returns what it saw. */
@Singleton
class BookShop {
    private final BookRepository books;

    BookShop(BookRepository books) {
        this.books = books;
    }

    @Transactional
    List<Object> store(String... titles) {
        List<Object> stored = new ArrayList<>();
        for (String title : titles) {
            stored.add(books.save(new Book(title)));
        }
        return stored;
    }

    List<Object> change() {
        List<Object> seen = new ArrayList<>();
        seen.addAll(books.saveAll(List.of(new Book("first of many"), new Book("second of many"))));
        Book emma = books.findById(1L).orElseThrow();
        seen.add(books.update(emma.withPages(400)));
        try {
            books.update(emma.withPages(500));
        } catch (OptimisticLockException e) {
            seen.add(e.getMessage());
        }
        seen.add(books.updateByTitle("Ulysses", 5));
        seen.add(books.deleteByTitle("Dracula"));
        seen.add(books.findAll());
        return seen;
    }

    /** The error of a transaction that inserts a title a second time. */
    String failure() {
        try {
            store("rolled back", "Emma");
            return "none";
        } catch (DataAccessException e) {
            return e.getMessage() + " " + ((SQLException) e.getCause()).getSQLState();
        }
    }
}
