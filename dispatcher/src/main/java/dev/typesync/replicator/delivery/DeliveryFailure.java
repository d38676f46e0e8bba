package dev.typesync.replicator.delivery;

import dev.typesync.typesense.RefusalKind;
import dev.typesync.typesense.TypesenseException;
import java.sql.SQLException;

/**
 * Why a batch, or the set-up of a collection, has to be tried again.
 *
 * @param kind decides what follows
 * @param message for status and log; holds no row values
 */
public record DeliveryFailure(Kind kind, String message) {
    enum Kind {
        /** The database does not answer. */
        DATABASE(false),
        /** Typesense does not answer, or has too much to do. */
        TYPESENSE(false),
        UNAUTHORIZED(true),
        NOT_FOUND(true),
        OUT_OF_RESOURCES(true),
        BAD_REQUEST(true),
        /** The rows cannot be read: a table, column or right is missing. */
        READ(true);

        private final boolean suspends;

        Kind(boolean suspends) {
            this.suspends = suspends;
        }

        /** Whether it suspends the collection if it lasts: time alone will not mend it. */
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

    /** Only the SQLState is kept: the text may quote a value. */
    public static DeliveryFailure of(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return ReadErrors.isAboutTheTable(state)
                ? new DeliveryFailure(Kind.READ, "the rows cannot be read (SQLState " + state + ")")
                : new DeliveryFailure(Kind.DATABASE, "the database does not answer (SQLState " + state + ")");
    }
}
