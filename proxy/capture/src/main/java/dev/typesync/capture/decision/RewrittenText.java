package dev.typesync.capture.decision;

import java.util.List;

/**
 * An application's text with typesync's edits in it. It knows where each edit is, so that the driver's rendering of the
 * rewritten text can be turned back into its rendering of the original. Immutable.
 */
public final class RewrittenText {
    private final String original;
    private final List<Edit> edits;
    private final String text;

    private RewrittenText(String original, List<Edit> edits) {
        this.original = original;
        this.edits = List.copyOf(edits);
        this.text = apply(original, this.edits);
    }

    /** The original with these edits, which do not overlap and come in the order of their positions. */
    public static RewrittenText of(String original, List<Edit> edits) {
        return new RewrittenText(original, edits);
    }

    public static RewrittenText of(String original, Edit... edits) {
        return new RewrittenText(original, List.of(edits));
    }

    /** The text to send. */
    public String text() {
        return text;
    }

    /** The edits in the order of their positions. */
    public List<Edit> edits() {
        return edits;
    }

    private static String apply(String original, List<Edit> edits) {
        StringBuilder text = new StringBuilder(original.length() + addedLength(edits));
        int copied = 0;
        for (Edit edit : edits) {
            text.append(original, copied, edit.from()).append(edit.written());
            copied = edit.to();
        }
        return text.append(original, copied, original.length()).toString();
    }

    private static int addedLength(List<Edit> edits) {
        int length = 0;
        for (Edit edit : edits) {
            length += edit.written().length();
        }
        return length;
    }

    /**
     * Undoes the edits in the driver's rendering of this text, which has values in the place of parameters. An edit
     * that is not in the rendering is skipped: the driver may hold the original text.
     */
    public String restore(String rendering) {
        StringBuilder restored = new StringBuilder(rendering.length());
        int read = 0;
        int kept = 0; // where the untouched part of the original before the next edit begins
        for (int i = 0; i < edits.size(); i++) {
            Edit edit = edits.get(i);
            int at = find(edit, kept, i == edits.size() - 1, rendering, read);
            if (at >= 0) {
                restored.append(rendering, read, at).append(edit.rendered());
                read = at + edit.written().length();
            }
            kept = edit.to();
        }
        return restored.append(rendering, read, rendering.length()).toString();
    }

    /**
     * Undoes the edits in the driver's rendering of a batch: the renderings of its entries, one after the other. A
     * value that holds the text of an edit is changed too, because nothing shows where an entry ends.
     */
    public String restoreBatch(String rendering) {
        String restored = rendering;
        for (Edit edit : edits) {
            restored = restored.replace(edit.written(), edit.rendered());
        }
        return restored;
    }

    /**
     * Values and literals of the application may hold the text of an edit. So the edit is expected right after what the
     * original has before it, up to the last parameter; and the last edit is searched from the end if no value follows.
     */
    private int find(Edit edit, int kept, boolean last, String rendering, int read) {
        int fixed = Math.max(kept, original.lastIndexOf('?', edit.from() - 1) + 1);
        String before = original.substring(fixed, edit.from());
        String expected = before + edit.written();
        if (fixed == kept && rendering.startsWith(expected, read)) {
            return read + before.length();
        }
        if (last && original.indexOf('?', edit.to()) < 0) {
            int at = rendering.lastIndexOf(edit.written());
            return at < read ? -1 : at;
        }
        int at = rendering.indexOf(expected, read);
        return at >= 0 ? at + before.length() : rendering.indexOf(edit.written(), read); // JDBC escapes are translated
    }

    /**
     * A piece of the original that is replaced by a text without parameters.
     *
     * @param from where it begins in the original
     * @param to where it ends; the same as {@code from} if something is only inserted
     * @param rendered how the driver shows that piece of the original
     */
    public record Edit(int from, int to, String written, String rendered) {
        public static Edit insert(int at, String written) {
            return new Edit(at, at, written, "");
        }

        public static Edit replace(String original, int from, int to, String written) {
            return new Edit(from, to, written, original.substring(from, to));
        }

        /** True if the original loses nothing. */
        public boolean isInsert() {
            return from == to && rendered.isEmpty();
        }
    }
}
