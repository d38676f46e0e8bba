package dev.typesync.source;

/** Reports to a source that a change is completely delivered. Thread-safe; does not block. */
@FunctionalInterface
public interface Acknowledgement {
    /** Called once, when Typesense has acknowledged everything that the change caused. */
    void acknowledged();
}
