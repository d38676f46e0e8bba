package dev.typesync.jdbc.wrapper;

import dev.typesync.jdbc.delegate.DelegatingCopyOperation;
import java.sql.SQLException;
import org.jspecify.annotations.NullUnmarked;
import org.postgresql.copy.CopyOut;

/** A COPY TO STDOUT of rows that it changes, which ends its transaction when it ends. As thread-safe as its delegate. */
@NullUnmarked
final class CapturingCopyOut extends DelegatingCopyOperation<CopyOut> implements CopyOut {
    private final MarkedCopy copy;

    CapturingCopyOut(CopyOut delegate, MarkedCopy copy) {
        super(delegate);
        this.copy = copy;
    }

    /** Receives a row; null behind the last one. */
    private interface Receiving {
        byte[] run() throws SQLException;
    }

    private byte[] receive(Receiving receiving) throws SQLException {
        byte[] row;
        try {
            row = receiving.run();
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
    public byte[] readFromCopy() throws SQLException {
        return receive(delegate::readFromCopy);
    }

    @Override
    public byte[] readFromCopy(boolean block) throws SQLException {
        return receive(() -> delegate.readFromCopy(block));
    }

    /** Only asks the server to stop: reading on tells that it did. */
    @Override
    public void cancelCopy() throws SQLException {
        delegate.cancelCopy();
        if (!delegate.isActive()) {
            copy.cancelled();
        }
    }
}
