package com.example.bookshop;

import java.math.BigDecimal;

/** What a request says about a book. */
record BookDetails(String title, String author, BigDecimal price) {}
