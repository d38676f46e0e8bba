package dev.typesync.parser.plan;

/**
 * The {@code ?} of a statement.
 *
 * @param first the index of its first one in the whole string, from 1; meaningless if there are none
 * @param count how many there are
 */
public record ParameterRange(int first, int count) {}
