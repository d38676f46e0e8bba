package dev.typesync.typesense;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Describes an exception of a library for a message that is logged or stored. Of its text only what certainly quotes
 * neither the request, with its key and documents, nor the answer: a few constants of the JDK, and the reasons of TLS.
 */
final class FailureText {
    private static final int MAX_LENGTH = 300;

    /** Messages of {@code java.net} and {@code java.net.http}. */
    private static final Set<String> CONSTANTS = Set.of(
            "Broken pipe",
            "Connection refused",
            "Connection reset",
            "Connection reset by peer",
            "EOF reached while reading",
            "HTTP connect timed out",
            "HTTP/1.1 header parser received no bytes",
            "closed",
            "request timed out");

    private FailureText() {}

    static String of(Throwable failure) {
        String name = failure.getClass().getName();
        if (failure instanceof SSLException) {
            return name + text(failure.getMessage());
        }
        if (failure instanceof ConnectException) {
            return name + ": "
                    + (rootOf(failure) instanceof UnresolvedAddressException ? "unknown host" : "no connection");
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && CONSTANTS.contains(cause.getMessage())) {
                return name + text(cause.getMessage());
            }
        }
        return name;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String text(@Nullable String message) {
        return message == null ? "" : ": " + ServerMessage.printable(message, MAX_LENGTH);
    }
}
