package dev.typesync.source;

/** Tells a source that a change it handed over needs nothing more. Thread-safe, does not block. */
@FunctionalInterface
public interface Acknowledgement {
    /** To be called once, when everything that the change caused has been acknowledged by Typesense. */
    void acknowledged();
}
