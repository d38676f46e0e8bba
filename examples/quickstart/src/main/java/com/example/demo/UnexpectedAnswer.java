package com.example.demo;

/** A search did not answer what it must; the demo has failed. */
final class UnexpectedAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    UnexpectedAnswer(Search search, String answer, String expected) {
        super("search \"" + search.label().replaceAll("\\s+", " ") + "\" answers \"" + answer + "\", it must answer "
                + expected);
    }
}
