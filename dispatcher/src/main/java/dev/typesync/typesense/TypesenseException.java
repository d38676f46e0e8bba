package dev.typesync.typesense;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** Thrown if a request fails that does not write documents. */
public final class TypesenseException extends RuntimeException {
    /** The kind of failure, by what the caller can do. */
    public enum Kind {
        /** No connection, an incomplete or malformed answer, a timeout, or 5xx: try again later. */
        UNREACHABLE,
        /** The server that answered is not ready or lags behind: try again later. */
        BUSY,
        UNAUTHORIZED,
        NOT_FOUND,
        /** 409: a collection of that name exists. */
        CONFLICT,
        OUT_OF_RESOURCES,
        BAD_REQUEST,
        /** The thread was interrupted; its flag is set. */
        INTERRUPTED
    }

    private final Kind kind;

    public TypesenseException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = requireNonNull(kind, "kind");
    }

    static TypesenseException of(String what, int status, String message) {
        Kind kind = switch (status) {
            case HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN -> Kind.UNAUTHORIZED;
            case HttpStatus.NOT_FOUND -> Kind.NOT_FOUND;
            case HttpStatus.CONFLICT -> Kind.CONFLICT;
            case HttpStatus.UNPROCESSABLE -> Kind.OUT_OF_RESOURCES;
            case HttpStatus.UNAVAILABLE -> Kind.BUSY;
            default ->
                status >= HttpStatus.BAD_REQUEST && status < HttpStatus.SERVER_ERROR
                        ? Kind.BAD_REQUEST
                        : Kind.UNREACHABLE;
        };
        return new TypesenseException(kind, what + ": HTTP " + status + ": " + message, null);
    }

    public Kind kind() {
        return kind;
    }
}
