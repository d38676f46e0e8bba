package dev.typesync.document;

import static java.util.Objects.requireNonNull;

/**
 * How values of a key column are compared in SQL: by the operators of the primary key's own index, which name their
 * schema, so that no other operator is found. Immutable.
 *
 * @param cast written after a value: a cast to the type of the operators; empty if they take the column's own type
 * @param equal the operator for equality
 * @param notLess the operator for greater or equal
 * @param greater the operator for the order of the key
 * @param byText the texts are compared instead. An implicit cast from an enum makes its own operators ambiguous, and
 *     SQL offers no way to choose one (PostgreSQL manual, Operator Type Resolution).
 */
public record KeyComparison(String cast, String equal, String notLess, String greater, boolean byText) {
    private static final String EQUAL = "OPERATOR(pg_catalog.=)";
    private static final String NOT_LESS = "OPERATOR(pg_catalog.>=)";
    private static final String GREATER = "OPERATOR(pg_catalog.>)";

    public KeyComparison {
        requireNonNull(cast, "cast");
        requireNonNull(equal, "equal");
        requireNonNull(notLess, "notLess");
        requireNonNull(greater, "greater");
    }

    /** The SQL of a value as it is compared. */
    String operand(String reference) {
        return byText ? "pg_catalog.concat(" + reference + ")" : reference + cast;
    }

    String equality() {
        return byText ? EQUAL : equal;
    }

    String atLeast() {
        return byText ? NOT_LESS : notLess;
    }

    String order() {
        return byText ? GREATER : greater;
    }
}
