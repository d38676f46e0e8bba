package dev.typesync.capture.rewrite;

import dev.typesync.capture.change.Mark;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Marks for what a statement changes in addition to the rows that it counts. Immutable.
 *
 * @param always also written if the statement counts no row: for functions that it calls, and for triggers that run
 *     for each statement, or before or instead of the change of a row
 * @param ifCounted written only if the statement counts a row: for foreign keys and triggers that run after it
 */
record IndirectMarks(List<Mark> always, List<Mark> ifCounted) {
    static final IndirectMarks NONE = new IndirectMarks(List.of(), List.of());

    IndirectMarks {
        always = List.copyOf(always);
        ifCounted = List.copyOf(ifCounted);
    }

    /** A mark that is written always is not written a second time. */
    static IndirectMarks of(Set<Mark> always, Set<Mark> ifCounted) {
        if (always.isEmpty() && ifCounted.isEmpty()) {
            return NONE;
        }
        Set<Mark> rest = new LinkedHashSet<>(ifCounted);
        rest.removeAll(always);
        return new IndirectMarks(List.copyOf(always), List.copyOf(rest));
    }

    /** The same with more marks for counted rows. */
    IndirectMarks with(List<Mark> more) {
        return more.isEmpty()
                ? this
                : new IndirectMarks(
                        always, Stream.concat(ifCounted.stream(), more.stream()).toList());
    }

    /** The same without some of the marks for counted rows. */
    IndirectMarks without(Predicate<Mark> removed) {
        return new IndirectMarks(
                always, ifCounted.stream().filter(removed.negate()).toList());
    }

    List<Mark> all() {
        return Stream.concat(always.stream(), ifCounted.stream()).toList();
    }
}
