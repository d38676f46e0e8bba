package dev.typesync.frameworks.hibernate;

import dev.typesync.frameworks.Failure;
import dev.typesync.frameworks.hibernate.Library.Author;
import dev.typesync.frameworks.hibernate.Library.Book;
import dev.typesync.frameworks.hibernate.Library.Tag;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.SpecHints;

/** Units of work on entities that refer to each other. They return what the application sees. */
final class LibraryWork {
    private static final int BOOKS = 25; // more than a batch, more than the sequence gives at a time

    private LibraryWork() {}

    static List<Object> run(SessionFactory sessions) {
        List<Object> seen = new ArrayList<>();
        seen.addAll(sessions.fromTransaction(LibraryWork::persist));
        seen.addAll(sessions.fromTransaction(LibraryWork::changeCollections));
        seen.add(rollBack(sessions));
        seen.add(duplicate(sessions));
        seen.add(conflict(sessions));
        seen.add(lock(sessions));
        seen.addAll(sessions.fromTransaction(LibraryWork::bulk));
        seen.addAll(sessions.fromTransaction(LibraryWork::nativeQueries));
        seen.addAll(sessions.fromTransaction(LibraryWork::read));
        return seen;
    }

    private static List<Object> persist(Session session) {
        Tag novel = new Tag("novel");
        Tag irish = new Tag("irish");
        session.persist(novel);
        session.persist(irish);
        List<Object> keys = new ArrayList<>();
        for (String name : List.of("austen", "joyce", "stoker", "shelley")) {
            Author author = new Author(name);
            author.awards.addAll(List.of("first of " + name, "second of " + name));
            author.nicknames.addAll(List.of("a", "b", "c"));
            for (int number = 0; number < BOOKS; number++) {
                Book book = new Book(name + " " + number, number);
                book.tags.addAll(number % 2 == 0 ? List.of(novel) : List.of(novel, irish));
                author.with(book);
            }
            session.persist(author);
            keys.add(author.id);
            author.books.forEach(book -> keys.add(book.id));
        }
        session.flush();
        keys.add(session.find(Author.class, keys.get(0)).books.get(0).heading);
        return keys;
    }

    private static List<Object> changeCollections(Session session) {
        Author author = author(session, "austen");
        author.awards.remove("first of austen");
        author.awards.add("third of austen");
        author.nicknames.remove(0);
        author.nicknames.add("d");
        author.books.removeIf(book -> book.pages > 10); // orphans
        author.books.forEach(book -> book.pages += 100);
        author.books.get(0).tags.clear();
        session.flush();
        session.remove(author(session, "shelley"));
        session.flush();
        session.refresh(author);
        return List.of(author.version, author.awards.size(), List.copyOf(author.nicknames), author.books.size());
    }

    private static Failure rollBack(SessionFactory sessions) {
        return Failure.of(() -> sessions.fromTransaction(session -> {
            session.persist(new Author("never").with(new Book("never committed", 1)));
            author(session, "austen").name = "never";
            session.flush();
            throw new IllegalArgumentException("the application gives up");
        }));
    }

    private static Failure duplicate(SessionFactory sessions) {
        return Failure.of(() -> sessions.fromTransaction(session -> {
            session.persist(new Book("never committed", 1));
            session.persist(new Author("joyce"));
            session.flush();
            return "no conflict";
        }));
    }

    /** Another session changes the author first. */
    private static Failure conflict(SessionFactory sessions) {
        return Failure.of(() -> sessions.fromTransaction(session -> {
            Author mine = author(session, "stoker");
            sessions.inTransaction(other -> author(other, "stoker").name = "bram stoker");
            mine.name = "too late";
            session.flush();
            return "no conflict";
        }));
    }

    /** Another session wants a row that is locked, and does not wait for it. */
    private static Failure lock(SessionFactory sessions) {
        return sessions.fromTransaction(session -> {
            Author mine = author(session, "joyce");
            session.lock(mine, LockModeType.PESSIMISTIC_WRITE);
            session.lock(mine, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
            return Failure.of(() -> sessions.fromTransaction(other -> other.find(
                    Author.class,
                    mine.id,
                    LockModeType.PESSIMISTIC_WRITE,
                    Map.of(SpecHints.HINT_SPEC_LOCK_TIMEOUT, 0))));
        });
    }

    private static List<Object> bulk(Session session) {
        List<Object> counts = new ArrayList<>();
        counts.add(
                session.createMutationQuery("update Book b set b.pages = b.pages + :more where b.title like 'joyce%'")
                        .setParameter("more", 1000)
                        .executeUpdate());
        counts.add(session.createMutationQuery("update versioned Author a set a.name = upper(a.name)")
                .executeUpdate());
        counts.add(session.createMutationQuery("delete from Book b where b.pages between :low and :high")
                .setParameter("low", 1020)
                .setParameter("high", 2000)
                .executeUpdate());
        counts.add(session.createMutationQuery("insert into Book (title, pages, author)"
                        + " select concat('about ', a.name), 1, a from Author a where a.name like 'J%'")
                .executeUpdate());
        return counts;
    }

    private static List<Object> nativeQueries(Session session) {
        List<Object> seen = new ArrayList<>();
        seen.add(session.createNativeMutationQuery("update books set pages = pages + 1 where title like 'stoker 1%'")
                .executeUpdate());
        seen.add(session.createNativeQuery(
                        "insert into authors (version, name, email, created, changed)"
                                + " values (0, 'native', 'native@example.org', now(), now())"
                                + " returning id",
                        Long.class)
                .getSingleResult());
        session.doWork(connection -> {
            try (var statement = connection.createStatement()) {
                seen.add(statement.executeUpdate("delete from author_awards where awards = 'second of stoker'"));
            }
        });
        return seen;
    }

    private static List<Object> read(Session session) {
        List<Object> seen =
                new ArrayList<>(session.createSelectionQuery("select b.id from Book b order by b.id", Long.class)
                        .getResultList());
        seen.addAll(session.createSelectionQuery("select a.name from Author a order by a.id", String.class)
                .getResultList());
        return seen;
    }

    private static Author author(Session session, String name) {
        return session.createSelectionQuery("from Author where email = :email", Author.class)
                .setParameter("email", name + "@example.org")
                .getSingleResult();
    }
}
