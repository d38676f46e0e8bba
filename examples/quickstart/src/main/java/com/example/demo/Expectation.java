package com.example.demo;

/**
 * What a search must answer once the index has followed.
 *
 * @param part what the answer must hold, or must not hold
 */
record Expectation(Search search, String part, boolean present) {
    static Expectation shows(Search search, String part) {
        return new Expectation(search, part, true);
    }

    static Expectation lacks(Search search, String part) {
        return new Expectation(search, part, false);
    }

    boolean metBy(String answer) {
        return !answer.startsWith("no answer") && answer.contains(part) == present;
    }

    String describe() {
        return (present ? "something with \"" : "something without \"") + part + "\"";
    }
}
