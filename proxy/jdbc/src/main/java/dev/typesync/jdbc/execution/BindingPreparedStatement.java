package dev.typesync.jdbc.execution;

import dev.typesync.jdbc.delegate.DelegatingPreparedStatement;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.jspecify.annotations.NullUnmarked;

/**
 * A prepared statement whose parameters can be bound again, to a statement with another text. Mutable values are
 * copied. As thread-safe as its delegate. Null-unmarked, as JDBC is.
 */
@NullUnmarked
public abstract class BindingPreparedStatement extends DelegatingPreparedStatement {
    private TimeZone defaultZone;

    public BindingPreparedStatement(PreparedStatement delegate) {
        super(delegate);
    }

    /** Binds a value that can be bound again. */
    public abstract void bind(int parameter, Binding binding) throws SQLException;

    /**
     * Binds a value that the application may change later.
     *
     * @param again binds what the value is now
     */
    public abstract void bind(int parameter, Binding first, Binding again) throws SQLException;

    /** Binds a value that cannot be bound again: a stream, or an object that cannot be copied. */
    public abstract void bindOnce(int parameter, Binding binding) throws SQLException;

    /** pgjdbc uses the zone that was the default when the first value was set after the last execution. */
    private TimeZone defaultZone() {
        if (defaultZone == null) {
            defaultZone = TimeZone.getDefault();
        }
        return defaultZone;
    }

    /** The values have been sent. */
    public void forgetDefaultZone() {
        defaultZone = null;
    }

    /** Binds an object that was given with the arguments of one of the methods {@code setObject}. */
    private interface ObjectBinding {
        void bind(PreparedStatement statement, int parameter, Object value) throws SQLException;
    }

    /**
     * Binds the application's own object, which may record how it was sent, and keeps a copy of what it is now.
     */
    private void bindObject(int parameter, Object value, ObjectBinding binding) throws SQLException {
        Binding original = (statement, at) -> binding.bind(statement, at, value);
        Object copy = ValueCopies.copyOrNull(value, delegate);
        if (value != null && copy == null) {
            bindOnce(parameter, original);
        } else {
            bind(parameter, original, (statement, at) -> binding.bind(statement, at, copy));
        }
    }

    @Override
    public void setNull(int parameterIndex, int sqlType) throws SQLException {
        bind(parameterIndex, (statement, at) -> statement.setNull(at, sqlType));
    }

    @Override
    public void setBoolean(int parameterIndex, boolean x) throws SQLException {
        bind(parameterIndex, (statement, at) -> statement.setBoolean(at, x));
    }

    @Override
    public void setByte(int parameterIndex, byte x) throws SQLException {
        bind(parameterIndex, (statement, at) -> statement.setByte(at, x));
    }

    @Override
    public void setShort(int parameterIndex, short x) throws SQLException {
        bind(parameterIndex, (statement, at) -> statement.setShort(at, x));
    }

    @Override
    public void setInt(int parameterIndex, int x) throws SQLException {
        bind(parameterIndex, (statement, at) -> statement.setInt(at, x));
    }

    @Override
    public void setLong(int parameterIndex, long x) throws SQLException {
        bind(parameterIndex, (statement, at) -> statement.setLong(at, x));
    }

    @Override
    public void setFloat(int parameterIndex, float x) throws SQLException {
        bind(parameterIndex, (statement, at) -> statement.setFloat(at, x));
    }

    @Override
    public void setDouble(int parameterIndex, double x) throws SQLException {
        bind(parameterIndex, (statement, at) -> statement.setDouble(at, x));
    }

    @Override
    public void setBigDecimal(int parameterIndex, BigDecimal x) throws SQLException {
        bind(parameterIndex, (statement, at) -> statement.setBigDecimal(at, x));
    }

    @Override
    public void setString(int parameterIndex, String x) throws SQLException {
        bind(parameterIndex, (statement, at) -> statement.setString(at, x));
    }

    @Override
    public void setBytes(int parameterIndex, byte[] x) throws SQLException {
        byte[] copy = ValueCopies.copy(x);
        bind(parameterIndex, (statement, at) -> statement.setBytes(at, copy));
    }

    @Override
    public void setDate(int parameterIndex, Date x) throws SQLException {
        Date copy = ValueCopies.copy(x);
        TimeZone zone = defaultZone();
        bind(
                parameterIndex,
                (statement, at) -> statement.setDate(at, copy),
                (statement, at) -> statement.setDate(at, copy, new GregorianCalendar(zone)));
    }

    @Override
    public void setTime(int parameterIndex, Time x) throws SQLException {
        Time copy = ValueCopies.copy(x);
        TimeZone zone = defaultZone();
        bind(
                parameterIndex,
                (statement, at) -> statement.setTime(at, copy),
                (statement, at) -> statement.setTime(at, copy, new GregorianCalendar(zone)));
    }

    @Override
    public void setTimestamp(int parameterIndex, Timestamp x) throws SQLException {
        Timestamp copy = ValueCopies.copy(x);
        TimeZone zone = defaultZone();
        bind(
                parameterIndex,
                (statement, at) -> statement.setTimestamp(at, copy),
                (statement, at) -> statement.setTimestamp(at, copy, new GregorianCalendar(zone)));
    }

    @Override
    public void setAsciiStream(int parameterIndex, InputStream x, int length) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setAsciiStream(at, x, length));
    }

    @Override
    @Deprecated
    public void setUnicodeStream(int parameterIndex, InputStream x, int length) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setUnicodeStream(at, x, length));
    }

    @Override
    public void setBinaryStream(int parameterIndex, InputStream x, int length) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setBinaryStream(at, x, length));
    }

    @Override
    public void setObject(int parameterIndex, Object x, int targetSqlType) throws SQLException {
        bindObject(parameterIndex, x, (statement, at, value) -> statement.setObject(at, value, targetSqlType));
    }

    @Override
    public void setObject(int parameterIndex, Object x) throws SQLException {
        if (x instanceof Timestamp timestamp) {
            setTimestamp(parameterIndex, timestamp);
        } else if (x instanceof Date date) {
            setDate(parameterIndex, date);
        } else if (x instanceof Time time) {
            setTime(parameterIndex, time);
        } else {
            bindAny(parameterIndex, x);
        }
    }

    private void bindAny(int parameterIndex, Object x) throws SQLException {
        bindObject(parameterIndex, x, (statement, at, value) -> statement.setObject(at, value));
    }

    @Override
    public void setCharacterStream(int parameterIndex, Reader reader, int length) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setCharacterStream(at, reader, length));
    }

    @Override
    public void setRef(int parameterIndex, Ref x) throws SQLException {
        bind(parameterIndex, (statement, at) -> statement.setRef(at, x));
    }

    @Override
    public void setBlob(int parameterIndex, Blob x) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setBlob(at, x));
    }

    @Override
    public void setClob(int parameterIndex, Clob x) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setClob(at, x));
    }

    @Override
    public void setArray(int parameterIndex, Array x) throws SQLException {
        bindObject(parameterIndex, x, (statement, at, value) -> statement.setArray(at, (Array) value));
    }

    @Override
    public void setDate(int parameterIndex, Date x, Calendar cal) throws SQLException {
        Date copy = ValueCopies.copy(x);
        Calendar calendarCopy = ValueCopies.copy(cal);
        bind(parameterIndex, (statement, at) -> statement.setDate(at, copy, calendarCopy));
    }

    @Override
    public void setTime(int parameterIndex, Time x, Calendar cal) throws SQLException {
        Time copy = ValueCopies.copy(x);
        Calendar calendarCopy = ValueCopies.copy(cal);
        bind(parameterIndex, (statement, at) -> statement.setTime(at, copy, calendarCopy));
    }

    @Override
    public void setTimestamp(int parameterIndex, Timestamp x, Calendar cal) throws SQLException {
        Timestamp copy = ValueCopies.copy(x);
        Calendar calendarCopy = ValueCopies.copy(cal);
        bind(parameterIndex, (statement, at) -> statement.setTimestamp(at, copy, calendarCopy));
    }

    @Override
    public void setNull(int parameterIndex, int sqlType, String typeName) throws SQLException {
        bind(parameterIndex, (statement, at) -> statement.setNull(at, sqlType, typeName));
    }

    @Override
    public void setURL(int parameterIndex, URL x) throws SQLException {
        bind(parameterIndex, (statement, at) -> statement.setURL(at, x));
    }

    @Override
    public void setRowId(int parameterIndex, RowId x) throws SQLException {
        bind(parameterIndex, (statement, at) -> statement.setRowId(at, x));
    }

    @Override
    public void setNString(int parameterIndex, String value) throws SQLException {
        bind(parameterIndex, (statement, at) -> statement.setNString(at, value));
    }

    @Override
    public void setNCharacterStream(int parameterIndex, Reader value, long length) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setNCharacterStream(at, value, length));
    }

    @Override
    public void setNClob(int parameterIndex, NClob value) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setNClob(at, value));
    }

    @Override
    public void setClob(int parameterIndex, Reader reader, long length) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setClob(at, reader, length));
    }

    @Override
    public void setBlob(int parameterIndex, InputStream inputStream, long length) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setBlob(at, inputStream, length));
    }

    @Override
    public void setNClob(int parameterIndex, Reader reader, long length) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setNClob(at, reader, length));
    }

    @Override
    public void setSQLXML(int parameterIndex, SQLXML xmlObject) throws SQLException {
        bindObject(parameterIndex, xmlObject, (statement, at, value) -> statement.setSQLXML(at, (SQLXML) value));
    }

    @Override
    public void setObject(int parameterIndex, Object x, int targetSqlType, int scaleOrLength) throws SQLException {
        bindObject(
                parameterIndex,
                x,
                (statement, at, value) -> statement.setObject(at, value, targetSqlType, scaleOrLength));
    }

    @Override
    public void setAsciiStream(int parameterIndex, InputStream x, long length) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setAsciiStream(at, x, length));
    }

    @Override
    public void setBinaryStream(int parameterIndex, InputStream x, long length) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setBinaryStream(at, x, length));
    }

    @Override
    public void setCharacterStream(int parameterIndex, Reader reader, long length) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setCharacterStream(at, reader, length));
    }

    @Override
    public void setAsciiStream(int parameterIndex, InputStream x) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setAsciiStream(at, x));
    }

    @Override
    public void setBinaryStream(int parameterIndex, InputStream x) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setBinaryStream(at, x));
    }

    @Override
    public void setCharacterStream(int parameterIndex, Reader reader) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setCharacterStream(at, reader));
    }

    @Override
    public void setNCharacterStream(int parameterIndex, Reader value) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setNCharacterStream(at, value));
    }

    @Override
    public void setClob(int parameterIndex, Reader reader) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setClob(at, reader));
    }

    @Override
    public void setBlob(int parameterIndex, InputStream inputStream) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setBlob(at, inputStream));
    }

    @Override
    public void setNClob(int parameterIndex, Reader reader) throws SQLException {
        bindOnce(parameterIndex, (statement, at) -> statement.setNClob(at, reader));
    }

    @Override
    public void setObject(int parameterIndex, Object x, SQLType targetSqlType, int scaleOrLength) throws SQLException {
        bindObject(
                parameterIndex,
                x,
                (statement, at, value) -> statement.setObject(at, value, targetSqlType, scaleOrLength));
    }

    @Override
    public void setObject(int parameterIndex, Object x, SQLType targetSqlType) throws SQLException {
        bindObject(parameterIndex, x, (statement, at, value) -> statement.setObject(at, value, targetSqlType));
    }
}
