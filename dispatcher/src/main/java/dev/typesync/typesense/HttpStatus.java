package dev.typesync.typesense;

/** The HTTP status codes of Typesense, and those of proxies in front of it that are handled separately. */
final class HttpStatus {
    static final int OK = 200;
    static final int MULTIPLE_CHOICES = 300;
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int REQUEST_TIMEOUT = 408;
    static final int CONFLICT = 409;
    static final int UNPROCESSABLE = 422;
    static final int SERVER_ERROR = 500;
    static final int UNAVAILABLE = 503;

    private HttpStatus() {}
}
