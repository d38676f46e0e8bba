package dev.typesync.jdbc.wrapper;

import dev.typesync.jdbc.delegate.DelegatingCopyOperation;
import dev.typesync.jdbc.execution.SqlCall;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/**
 * A COPY TO STDOUT of rows that it changes. A transaction that typesync began for it ends with it. As thread-safe as
 * its delegate.
 */
final class CapturingCopyOut extends DelegatingCopyOperation<CopyOut> implements CopyOut {
    private final MarkedCopy copy;

    CapturingCopyOut(CopyOut delegate, MarkedCopy copy) {
        super(delegate);
        this.copy = copy;
    }

    /** Receives a row; null after the last one. */
    private byte @Nullable [] receive(SqlCall<byte @Nullable []> receiving) throws SQLException {
        byte @Nullable [] row;
        try {
            row = receiving.call();
        } catch (SQLException e) {
            if (!delegate.isActive()) {
                copy.failed(e);
            }
            throw e;
        }
        if (row == null && !delegate.isActive()) {
            copy.ended();
        }
        return row;
    }

    @Override
    public byte @Nullable [] readFromCopy() throws SQLException {
        return receive(delegate::readFromCopy);
    }

    @Override
    public byte @Nullable [] readFromCopy(boolean block) throws SQLException {
        return receive(() -> delegate.readFromCopy(block));
    }

    /** Only asks the server to stop; the next reads show that it has stopped. */
    @Override
    public void cancelCopy() throws SQLException {
        delegate.cancelCopy();
        if (!delegate.isActive()) {
            copy.cancelled();
        }
    }
}
