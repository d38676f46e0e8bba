package com.example.bookshop;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Reads and writes books in the database. It knows nothing of the search. */
@RestController
class BookController {
    private final Books books;

    BookController(Books books) {
        this.books = books;
    }

    @GetMapping("/books")
    List<BookView> list() {
        return books.findAll().stream().map(Book::view).toList();
    }

    @PostMapping("/books")
    @ResponseStatus(HttpStatus.CREATED)
    BookView add(@RequestBody BookDetails details) {
        return books.save(new Book(details)).view();
    }

    @PutMapping("/books/{id}")
    @Transactional
    public BookView change(@PathVariable long id, @RequestBody BookDetails details) {
        Book book = books.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        book.change(details);
        return book.view();
    }

    @DeleteMapping("/books/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id) {
        books.deleteById(id);
    }

    @PutMapping("/authors/{author}/price")
    @Transactional
    public int setPrice(@PathVariable String author, @RequestParam BigDecimal price) {
        return books.setPrice(author, price);
    }
}
