package dev.typesync.frameworks.hibernate;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.generator.EventType;

/** Entities that refer to each other: keys from an identity column, from a sequence, and random ones. */
final class Library {
    private Library() {}

    @Entity(name = "Author")
    @Table(name = "authors", uniqueConstraints = @UniqueConstraint(name = "authors_email_key", columnNames = "email"))
    static class Author {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Version
        int version;

        String name;
        String email;

        @CreationTimestamp
        Instant created;

        @UpdateTimestamp
        Instant changed;

        @ElementCollection
        @Column(nullable = false) // otherwise Hibernate makes no primary key
        Set<String> awards = new HashSet<>();

        @ElementCollection
        @OrderColumn(name = "place")
        List<String> nicknames = new ArrayList<>();

        @OneToMany(mappedBy = "author", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Book> books = new ArrayList<>();

        Author() {}

        Author(String name) {
            this.name = name;
            this.email = name + "@example.org";
        }

        Author with(Book... written) {
            for (Book book : written) {
                book.author = this;
                books.add(book);
            }
            return this;
        }
    }

    @Entity(name = "Book")
    @Table(name = "books")
    static class Book {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "books")
        @SequenceGenerator(name = "books", sequenceName = "books_seq", allocationSize = 10)
        Long id;

        String title;
        int pages;

        @Generated(event = {EventType.INSERT, EventType.UPDATE})
        @Column(columnDefinition = "text generated always as (upper(title)) stored")
        String heading;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "author_id")
        Author author;

        @ManyToMany
        Set<Tag> tags = new HashSet<>();

        Book() {}

        Book(String title, int pages) {
            this.title = title;
            this.pages = pages;
        }
    }

    @Entity(name = "Tag")
    @Table(name = "tags")
    static class Tag {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        UUID id;

        String word;

        Tag() {}

        Tag(String word) {
            this.word = word;
        }
    }
}
