package dev.typesync.typesense;

/** The reason why a whole request was refused. */
public enum RefusalKind {
    /** No connection could be opened, so nothing was sent. */
    UNREACHABLE,
    /** 503 "Not Ready or Lagging": the server is overloaded; try again later. */
    BUSY,
    /** 401 or 403: the API key is wrong or lacks a right on this collection. */
    UNAUTHORIZED,
    /**
     * 404: no such collection. A server with a full disk was observed to answer 404 too, so it does not prove that the
     * collection is gone.
     */
    NOT_FOUND,
    /** 422: out of disk or memory, or the server is configured to skip writes. */
    OUT_OF_RESOURCES,
    /** 400, 413 and other 4xx: the server, or a proxy in front of it, does not accept the request. */
    BAD_REQUEST
}
