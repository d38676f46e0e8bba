package dev.typesync.parser.keys;

import java.util.List;

/**
 * What a second parser has to find in the same places for the bindings to count; offsets into the text.
 *
 * @param table where the target's name begins
 * @param columns where the columns of an INSERT's list or of an UPDATE's SET begin
 * @param rows how many values each row of VALUES has
 */
public record ReadPositions(int table, List<Integer> columns, List<Integer> rows) {
    static final ReadPositions NONE = new ReadPositions(-1, List.of(), List.of());
}
