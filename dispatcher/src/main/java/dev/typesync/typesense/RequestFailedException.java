package dev.typesync.typesense;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** A request got no answer. */
final class RequestFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean sent;
    private final String why;

    RequestFailedException(String why, boolean sent, @Nullable Throwable cause) {
        super(why, cause);
        this.why = why;
        this.sent = sent;
    }

    static RequestFailedException of(Throwable cause) {
        return new RequestFailedException(cause.toString(), !isBeforeSending(cause), cause);
    }

    private static boolean isBeforeSending(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException;
    }

    /** Whether anything can have reached the server. */
    boolean sent() {
        return sent;
    }

    String why() {
        return why;
    }
}
