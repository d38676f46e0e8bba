package dev.typesync.typesense;

/** Why a request as a whole was not carried out. */
public enum RefusalKind {
    /** No connection came about, so nothing was sent. */
    UNREACHABLE,
    /** 503 "Not Ready or Lagging": the server has too much to do; try again later. */
    BUSY,
    /** 401 or 403: the key is wrong or lacks a right on this collection. */
    UNAUTHORIZED,
    /** 404: no such collection. A full disk was seen to answer it too: no proof that the collection is gone. */
    NOT_FOUND,
    /** 422: out of disk or memory, or the server was told to skip writes. */
    OUT_OF_RESOURCES,
    /** 400, 413 and other 4xx: the request is not one the server, or a proxy before it, takes. */
    BAD_REQUEST
}
