package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.ClassLoading;
import dev.typesync.jdbc.execution.ConnectionCapture;
import org.postgresql.jdbc.PgDatabaseMetaData;
import org.postgresql.jdbc.PgResultSet;
import org.postgresql.jdbc.PgStatement;

/** The classes that the first connection needs after it is open: typesync's, and pgjdbc's for its questions. */
public final class WrapperClasses {
    private WrapperClasses() {}

    /** Loads them. Throws a {@link LinkageError} if pgjdbc is not there. */
    public static void load() {
        ClassLoading.initialize(PgDatabaseMetaData.class, PgStatement.class, PgResultSet.class);
        CaptureSession.load();
        ConnectionCapture.load();
        ClassLoading.initialize(CapturingPgConnection.class);
    }
}
