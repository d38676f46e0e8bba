package dev.typesync.jdbc.delegate;

import java.sql.CallableStatement;
import org.jspecify.annotations.NullUnmarked;

/**
 * Passes every method of {@link CallableStatement} to the delegate, the interface's default methods included.
 * Subclasses override what they change. It has no logic of its own, so it is exactly as thread-safe as its delegate.
 * Null-unmarked, as JDBC is.
 */
@NullUnmarked
public class DelegatingCallableStatement extends DelegatingPreparedStatement implements DelegatingCalls {
    private final CallableStatement call;

    protected DelegatingCallableStatement(CallableStatement delegate) {
        super(delegate);
        this.call = delegate;
    }

    @Override public final CallableStatement call() { return call; }
}
