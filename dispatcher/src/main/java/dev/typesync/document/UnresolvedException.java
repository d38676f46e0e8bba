package dev.typesync.document;

/** Why a collection cannot be replicated yet. */
final class UnresolvedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    UnresolvedException(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    Resolution.Waiting waiting() {
        return new Resolution.Waiting(String.valueOf(getMessage()), remedy);
    }
}
