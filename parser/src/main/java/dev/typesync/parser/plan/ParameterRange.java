package dev.typesync.parser.plan;

/**
 * The placeholders {@code ?} of a statement.
 *
 * @param first the index of its first one in the whole text, from 1; meaningless if there are none
 * @param count how many it has
 */
public record ParameterRange(int first, int count) {}
