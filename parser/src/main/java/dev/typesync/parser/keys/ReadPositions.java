package dev.typesync.parser.keys;

import java.util.List;

/**
 * Where the values were read, as offsets into the text. They count only if JSqlParser finds the same.
 *
 * @param table where the target's name starts
 * @param columns where the columns of an INSERT's list or of an UPDATE's SET start
 * @param rows how many values each row of VALUES has
 */
public record ReadPositions(int table, List<Integer> columns, List<Integer> rows) {
    static final ReadPositions NONE = new ReadPositions(-1, List.of(), List.of());
}
