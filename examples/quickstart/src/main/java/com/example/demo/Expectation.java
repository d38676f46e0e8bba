package com.example.demo;

/**
 * The expected answer of a search after the index has been updated.
 *
 * @param part text that the answer must contain or must not contain
 */
record Expectation(Search search, String part, boolean present) {
    static Expectation shows(Search search, String part) {
        return new Expectation(search, part, true);
    }

    static Expectation lacks(Search search, String part) {
        return new Expectation(search, part, false);
    }

    boolean isMetBy(String answer) {
        return !answer.startsWith("no answer") && answer.contains(part) == present;
    }

    String describe() {
        return (present ? "something with \"" : "something without \"") + part + "\"";
    }
}
