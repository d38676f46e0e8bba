package dev.typesync.cli;

/** What the process tells its caller. */
final class ExitCode {
    static final int FINE = 0;
    /** It ran, and the answer is no. */
    static final int NO = 1;
    /** Wrong usage or configuration; picocli's own code for wrong usage is the same. */
    static final int USAGE = 2;

    static final int UNREACHABLE = 3;

    private ExitCode() {}
}
