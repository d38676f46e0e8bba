package dev.typesync.cli;

import org.jspecify.annotations.Nullable;

/**
 * A result of the doctor. Immutable.
 *
 * @param remedy what to do; null if nothing is to be done or the fact contains it
 */
record Finding(
        Level level, String subject, String fact, @Nullable String remedy) {
    enum Level {
        OK,
        /** Information that needs no action. */
        NOTE,
        ACTION,
        /** A server cannot be reached. */
        UNREACHABLE
    }

    static Finding ok(String subject, String fact) {
        return new Finding(Level.OK, subject, fact, null);
    }

    static Finding note(String subject, String fact) {
        return new Finding(Level.NOTE, subject, fact, null);
    }

    static Finding action(String subject, String fact, @Nullable String remedy) {
        return new Finding(Level.ACTION, subject, fact, remedy);
    }

    static Finding unreachable(String subject, String fact, String remedy) {
        return new Finding(Level.UNREACHABLE, subject, fact, remedy);
    }

    @Override
    public String toString() {
        String head = String.format("%-11s %s: %s", level == Level.OK ? "ok" : level, subject, fact);
        return remedy == null ? head : head + System.lineSeparator() + "            -> " + remedy;
    }
}
