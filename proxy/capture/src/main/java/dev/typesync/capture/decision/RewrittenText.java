package dev.typesync.capture.decision;

import java.util.List;
import java.util.stream.Stream;

/**
 * A rewritten text, and how to get from it, with its parameters filled in or not, back to the application's text.
 *
 * @param edits what was put in, in the order of the text
 */
public record RewrittenText(String text, List<Edit> edits) {
    public RewrittenText {
        edits = List.copyOf(edits);
    }

    public static RewrittenText of(String text, Edit... edits) {
        return new RewrittenText(text, List.of(edits));
    }

    /** The same with edits that stand in front of the others. */
    public RewrittenText behind(List<Edit> first) {
        return first.isEmpty()
                ? this
                : new RewrittenText(
                        text, Stream.concat(first.stream(), edits.stream()).toList());
    }

    /**
     * A piece of the rewritten text without parameters.
     *
     * @param original what stood in its place
     */
    public record Edit(String written, String original) {}
}
