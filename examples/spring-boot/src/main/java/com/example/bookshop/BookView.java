package com.example.bookshop;

import java.math.BigDecimal;

/** A stored book, as a response shows it. */
record BookView(long id, String title, String author, BigDecimal price) {}
