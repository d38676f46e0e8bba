package dev.typesync.jdbc.wrapper;

import dev.typesync.jdbc.delegate.DelegatingCopyOperation;
import dev.typesync.jdbc.execution.SqlAction;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.ByteStreamWriter;

/** A COPY FROM STDIN. A transaction that typesync began for it ends with it. As thread-safe as its delegate. */
final class CapturingCopyIn extends DelegatingCopyOperation<CopyIn> implements CopyIn {
    private final MarkedCopy copy;

    CapturingCopyIn(CopyIn delegate, MarkedCopy copy) {
        super(delegate);
        this.copy = copy;
    }

    private void send(SqlAction sending) throws SQLException {
        try {
            sending.run();
        } catch (SQLException e) {
            if (!delegate.isActive()) { // nobody can cancel it any more
                copy.failed(e);
            }
            throw e;
        }
    }

    @Override
    public void writeToCopy(byte[] data, int offset, int size) throws SQLException {
        send(() -> delegate.writeToCopy(data, offset, size));
    }

    @Override
    public void writeToCopy(ByteStreamWriter from) throws SQLException {
        send(() -> delegate.writeToCopy(from));
    }

    @Override
    public void flushCopy() throws SQLException {
        send(delegate::flushCopy);
    }

    @Override
    public long endCopy() throws SQLException {
        long rows;
        try {
            rows = delegate.endCopy();
        } catch (SQLException e) {
            copy.failed(e);
            throw e;
        }
        copy.ended();
        return rows;
    }

    @Override
    public void cancelCopy() throws SQLException {
        try {
            delegate.cancelCopy();
        } catch (SQLException e) {
            copy.failed(e);
            throw e;
        }
        copy.cancelled();
    }
}
