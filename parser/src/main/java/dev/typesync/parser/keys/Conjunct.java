package dev.typesync.parser.keys;

import dev.typesync.parser.plan.SqlValue;
import java.util.List;

/**
 * A condition of WHERE that restricts columns to constants: {@code a = 1}, {@code a IN (1, 2)}, {@code a = ANY(?)} or
 * {@code (a, b) IN ((1, 2), (3, 4))}. Every row that meets it has one of the tuples in these columns.
 *
 * @param offset where its first column starts in the text
 */
public record Conjunct(List<String> columns, List<List<SqlValue>> tuples, int offset) {}
