package dev.typesync.capture.decision;

/**
 * Whether the server is known to accept a rewritten text. It is the decision's, so for one role, one search_path and one
 * look into the catalog, and for all connections that share these. Thread-safe.
 */
public final class Acceptance {
    private volatile boolean given;

    public boolean isGiven() {
        return given;
    }

    public void give() {
        given = true;
    }
}
