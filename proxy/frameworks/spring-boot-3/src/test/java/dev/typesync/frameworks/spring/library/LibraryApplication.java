package dev.typesync.frameworks.spring.library;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Books, and a service that changes them. */
@SpringBootApplication(proxyBeanMethods = false)
public class LibraryApplication {
    /** What an application does with its repository. */
    @Service
    public static class Library {
        private final BookRepository books;

        Library(BookRepository books) {
            this.books = books;
        }

        @Transactional
        public List<Integer> add(String... titles) {
            return books.saveAll(List.of(titles).stream().map(Book::new).toList()).stream()
                    .map(Book::id)
                    .toList();
        }

        @Transactional
        public int read(String title, int pages) {
            Book book = books.findByTitle(title).orElseThrow();
            book.setPages(pages);
            return books.saveAndFlush(book).version();
        }

        @Transactional
        public int addPages() {
            return books.addPages(1);
        }

        @Transactional
        public void failAfterAdding(String title) {
            books.saveAndFlush(new Book(title));
            throw new IllegalStateException("after " + title);
        }
    }

    /** Returns what the application saw. */
    public static List<Object> work(Library library, BookRepository books) {
        List<Object> seen = new ArrayList<>();
        seen.add(library.add("Emma", "Ulysses", "Dracula"));
        seen.add(library.read("Emma", 474));
        seen.add(conflict(books));
        seen.add(library.addPages());
        seen.add(failure(() -> library.failAfterAdding("Middlemarch")));
        seen.add(failure(() -> library.add("Emma")));
        books.delete(books.findByTitle("Dracula").orElseThrow());
        seen.add(books.findAll().stream().map(Book::toString).sorted().toList());
        return seen;
    }

    private static String conflict(BookRepository books) {
        Book first = books.findByTitle("Ulysses").orElseThrow();
        Book second = books.findByTitle("Ulysses").orElseThrow();
        first.setPages(730);
        books.save(first);
        second.setPages(1);
        return failure(() -> books.save(second));
    }

    private static String failure(Runnable action) {
        try {
            action.run();
            return "none";
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException | IllegalStateException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }
}
