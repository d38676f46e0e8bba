package dev.typesync.document;

/** Thrown if a collection cannot be replicated yet. */
final class UnresolvedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    UnresolvedException(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    CollectionResolution.Waiting waiting() {
        return new CollectionResolution.Waiting(String.valueOf(getMessage()), remedy);
    }
}
