package dev.typesync.capture;

/**
 * Whether the server is known to accept a rewritten text. It is the decision's, so for one role, one search_path and one
 * look into the catalog, and for all connections that share these. Thread-safe.
 */
final class Proof {
    private volatile boolean given;

    boolean isGiven() {
        return given;
    }

    void give() {
        given = true;
    }
}
