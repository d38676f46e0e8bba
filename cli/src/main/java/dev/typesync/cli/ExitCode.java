package dev.typesync.cli;

/** The exit codes of the process. */
final class ExitCode {
    static final int SUCCESS = 0;
    /** The command ran, and the result is negative. */
    static final int FAILURE = 1;
    /** Wrong usage or configuration. picocli uses the same code for wrong usage. */
    static final int USAGE = 2;

    static final int UNREACHABLE = 3;

    private ExitCode() {}
}
