package dev.typesync.replicator.delivery;

import dev.typesync.typesense.RefusalKind;
import dev.typesync.typesense.TypesenseException;
import java.sql.SQLException;

/**
 * Why a batch, or the set-up of a collection, must be tried again. Immutable.
 *
 * @param kind decides how typesync goes on
 * @param message for status and log; contains no values of rows
 */
public record DeliveryFailure(Kind kind, String message) {
    enum Kind {
        /** The database does not answer. */
        DATABASE(false),
        /** Another session has locked the table, or its reads take too long now. */
        LOCKED(false),
        /** Typesense does not answer, or is overloaded. */
        TYPESENSE(false),
        UNAUTHORIZED(true),
        NOT_FOUND(true),
        OUT_OF_RESOURCES(true),
        BAD_REQUEST(true),
        /** The rows cannot be read: a table, a column or a right is missing. */
        READ(true);

        private final boolean suspends;

        Kind(boolean suspends) {
            this.suspends = suspends;
        }

        /** Whether the collection is suspended if this lasts: somebody must act to end it. */
        boolean suspends() {
            return suspends;
        }
    }

    static DeliveryFailure of(RefusalKind refusal, int status, String message) {
        String text = "Typesense refused a write" + (status == 0 ? "" : " with status " + status) + ": " + message;
        return new DeliveryFailure(
                switch (refusal) {
                    case UNREACHABLE, BUSY -> Kind.TYPESENSE;
                    case UNAUTHORIZED -> Kind.UNAUTHORIZED;
                    case NOT_FOUND -> Kind.NOT_FOUND;
                    case OUT_OF_RESOURCES -> Kind.OUT_OF_RESOURCES;
                    case BAD_REQUEST -> Kind.BAD_REQUEST;
                },
                text);
    }

    public static DeliveryFailure of(TypesenseException e) {
        return new DeliveryFailure(
                switch (e.kind()) {
                    case UNREACHABLE, BUSY, INTERRUPTED -> Kind.TYPESENSE;
                    case UNAUTHORIZED -> Kind.UNAUTHORIZED;
                    case NOT_FOUND -> Kind.NOT_FOUND;
                    case OUT_OF_RESOURCES -> Kind.OUT_OF_RESOURCES;
                    case BAD_REQUEST, CONFLICT -> Kind.BAD_REQUEST;
                },
                String.valueOf(e.getMessage()));
    }

    /** Keeps only the SQLState, because the server's text may quote a value. */
    public static DeliveryFailure of(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (ReadErrors.isLock(state)) {
            return new DeliveryFailure(
                    Kind.LOCKED,
                    "another session has locked the table, or a read of it takes too long (SQLState " + state + ")");
        }
        return ReadErrors.isAboutTheTable(state)
                ? new DeliveryFailure(Kind.READ, "the rows cannot be read (SQLState " + state + ")")
                : new DeliveryFailure(Kind.DATABASE, "the database does not answer (SQLState " + state + ")");
    }
}
