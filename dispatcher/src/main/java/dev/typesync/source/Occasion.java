package dev.typesync.source;

/** Why a {@link ChangeSource} makes a step. */
public enum Occasion {
    /** A commit was signalled, or a cycle that a signal began goes on. */
    SIGNAL,
    /** The wait that the source asked for is over. */
    POLL,
    /** Changes were acknowledged. There is no reason to look for new ones. */
    ACKNOWLEDGEMENT
}
