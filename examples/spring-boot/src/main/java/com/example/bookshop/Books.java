package com.example.bookshop;

import java.math.BigDecimal;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface Books extends JpaRepository<Book, Long> {
    /** One UPDATE for all books of an author. */
    @Modifying
    @Query("update Book b set b.price = :price where b.author = :author")
    int setPrice(String author, BigDecimal price);
}
