package com.example.bookshop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A small book shop: books are written by JPA and searched in Typesense. */
@SpringBootApplication
public class Bookshop {
    public static void main(String[] arguments) {
        SpringApplication.run(Bookshop.class, arguments);
    }
}
