package dev.typesync.jdbc.delegate;

import org.jspecify.annotations.NullUnmarked;
import org.postgresql.copy.CopyOperation;

/**
 * Passes the methods that every COPY operation has to the delegate. Subclasses add those of one direction. It is as
 * thread-safe as its delegate. Null-unmarked, as pgjdbc is here.
 */
@NullUnmarked
public abstract class DelegatingCopyOperation<C extends CopyOperation> implements CopyOperation {
    protected final C delegate;

    protected DelegatingCopyOperation(C delegate) {
        this.delegate = delegate;
    }

    @Override
    public int getFieldCount() {
        return delegate.getFieldCount();
    }

    @Override
    public int getFormat() {
        return delegate.getFormat();
    }

    @Override
    public int getFieldFormat(int field) {
        return delegate.getFieldFormat(field);
    }

    @Override
    public boolean isActive() {
        return delegate.isActive();
    }

    @Override
    public long getHandledRowCount() {
        return delegate.getHandledRowCount();
    }
}
