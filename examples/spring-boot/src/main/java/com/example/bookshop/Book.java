package com.example.bookshop;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;

@Entity
@Table(name = "books")
class Book {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String title;
    private String author;
    private BigDecimal price;

    protected Book() {}

    Book(BookDetails details) {
        change(details);
    }

    void change(BookDetails details) {
        title = details.title();
        author = details.author();
        price = details.price();
    }

    BookView view() {
        return new BookView(id, title, author, price);
    }
}
