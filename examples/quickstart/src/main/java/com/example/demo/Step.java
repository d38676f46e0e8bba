package com.example.demo;

import java.util.List;

/**
 * One step of the program, with the expected answers of the search after it.
 *
 * @param commands of the program, in order
 */
record Step(String title, List<String> commands, List<Expectation> expectations) {
    Step {
        commands = List.copyOf(commands);
        expectations = List.copyOf(expectations);
    }
}
