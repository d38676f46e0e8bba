package com.example.demo;

import java.util.List;

/**
 * One thing that the program does, and what the search must then answer.
 *
 * @param commands of the program, in order
 */
record Step(String title, List<String> commands, List<Expectation> expectations) {
    Step {
        commands = List.copyOf(commands);
        expectations = List.copyOf(expectations);
    }
}
