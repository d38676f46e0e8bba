package dev.typesync.config;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How connections to Typesense are encrypted. Immutable and thread-safe.
 *
 * @param context with its own authorities, and a client certificate, if there are any; null: the JVM's default
 */
public record TlsConfig(@Nullable SSLContext context) {
    /** The JVM's authorities, and no client certificate. */
    public static TlsConfig ofJvm() {
        return new TlsConfig(null);
    }
}
