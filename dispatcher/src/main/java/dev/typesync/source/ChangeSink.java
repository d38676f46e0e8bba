package dev.typesync.source;

/** Takes the changes of a {@link ChangeSource}; called on the source's thread, must not block. */
@FunctionalInterface
public interface ChangeSink {
    Admission offer(Change change, Acknowledgement acknowledgement);

    /** What became of an offered change. */
    enum Admission {
        /** It will be acknowledged. */
        TAKEN,
        /** No room, or a collection it concerns is not ready: offer it again. */
        LATER,
        /** Nobody here knows the table: it stays where it is, for an owner that does. */
        NOT_OURS
    }
}
