package dev.typesync.typesense;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Thrown if a request got no answer. It has no cause: the text of an exception of the JDK may quote what the server
 * sent, or a header of the request.
 */
final class RequestFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean sent;
    private final String reason;

    RequestFailedException(String reason, boolean sent) {
        super(reason);
        this.reason = reason;
        this.sent = sent;
    }

    static RequestFailedException of(Throwable cause) {
        return new RequestFailedException(FailureText.of(cause), !isBeforeSending(cause));
    }

    private static boolean isBeforeSending(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException;
    }

    /** Whether any part of the request can have reached the server. */
    boolean isSent() {
        return sent;
    }

    String reason() {
        return reason;
    }
}
