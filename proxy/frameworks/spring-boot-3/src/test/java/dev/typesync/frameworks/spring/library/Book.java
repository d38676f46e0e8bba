package dev.typesync.frameworks.spring.library;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A row of {@code books}. */
@Entity
@Table(name = "books")
public class Book {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer id;

    @Version
    private int version;

    @Column(unique = true)
    private String title;

    private int pages;

    protected Book() {}

    Book(String title) {
        this.title = title;
    }

    Integer id() {
        return id;
    }

    int version() {
        return version;
    }

    void setPages(int pages) {
        this.pages = pages;
    }

    @Override
    public String toString() {
        return id + " " + title + " " + pages + " v" + version;
    }
}
