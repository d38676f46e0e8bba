package com.example.demo;

/** Thrown if a search gives a wrong answer; the demo has failed. */
final class UnexpectedAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    UnexpectedAnswer(Search search, String answer, String expected) {
        super("search \"" + search.label().replaceAll("\\s+", " ") + "\" answers \"" + answer + "\" but must answer "
                + expected);
    }
}
