package dev.typesync.capture;

import java.util.List;

/**
 * A rewritten text, and how to get from it, with its parameters filled in or not, back to the application's text.
 *
 * @param edits what was put in, in the order of the text
 */
public record FormText(String text, List<Edit> edits) {
    public FormText {
        edits = List.copyOf(edits);
    }

    static FormText of(String text, Edit... edits) {
        return new FormText(text, List.of(edits));
    }

    /**
     * A piece of the rewritten text without parameters.
     *
     * @param original what stood in its place
     */
    public record Edit(String written, String original) {}
}
