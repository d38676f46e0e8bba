package dev.typesync.capture.decision;

/** The values that are bound to a statement's parameters when it is executed. */
@FunctionalInterface
public interface ParameterValues {
    /** The answer if a value is bound in a way that makes it uncertain. */
    Object UNKNOWN = new Object();

    /** The answer for SQL NULL. */
    Object NULL = new Object();

    /** For a text without parameters. */
    ParameterValues NONE = parameter -> UNKNOWN;

    /**
     * The value that the server gets: a Long bound as one of its integer types, a String bound as text, a
     * {@link java.util.UUID}, a {@link java.time.LocalDate}; else one of the constants.
     *
     * @param parameter counted from 1
     */
    Object value(int parameter);
}
