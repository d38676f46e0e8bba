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
import org.jspecify.annotations.NullUnmarked;

/**
 * A prepared statement whose parameters can be bound again, to a statement with another text. The values that a later
 * change could reach are copied. Null-unmarked, as JDBC is.
 */
@NullUnmarked
public abstract class BindingPreparedStatement extends DelegatingPreparedStatement {
    public BindingPreparedStatement(PreparedStatement delegate) {
        super(delegate);
    }

    /** Binds a value that can be bound again. */
    public abstract void bind(int parameter, Binding binding) throws SQLException;

    /** Binds a value that is used up by it: a stream. */
    public abstract void bindOnce(int parameter, Binding binding) throws SQLException;

    private void bindObject(int parameter, Object value, Binding binding) throws SQLException {
        if (value instanceof InputStream || value instanceof Reader || value instanceof Blob || value instanceof Clob) {
            bindOnce(parameter, binding);
        } else {
            bind(parameter, binding);
        }
    }

    @Override
    public void setNull(int parameterIndex, int sqlType) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setNull(at, sqlType));
    }

    @Override
    public void setBoolean(int parameterIndex, boolean x) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setBoolean(at, x));
    }

    @Override
    public void setByte(int parameterIndex, byte x) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setByte(at, x));
    }

    @Override
    public void setShort(int parameterIndex, short x) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setShort(at, x));
    }

    @Override
    public void setInt(int parameterIndex, int x) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setInt(at, x));
    }

    @Override
    public void setLong(int parameterIndex, long x) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setLong(at, x));
    }

    @Override
    public void setFloat(int parameterIndex, float x) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setFloat(at, x));
    }

    @Override
    public void setDouble(int parameterIndex, double x) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setDouble(at, x));
    }

    @Override
    public void setBigDecimal(int parameterIndex, BigDecimal x) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setBigDecimal(at, x));
    }

    @Override
    public void setString(int parameterIndex, String x) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setString(at, x));
    }

    @Override
    public void setBytes(int parameterIndex, byte[] x) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setBytes(at, x));
    }

    @Override
    public void setDate(int parameterIndex, Date x) throws SQLException {
        Date xNow = ValueCopies.copy(x);
        bind(parameterIndex, (to, at) -> to.setDate(at, xNow));
    }

    @Override
    public void setTime(int parameterIndex, Time x) throws SQLException {
        Time xNow = ValueCopies.copy(x);
        bind(parameterIndex, (to, at) -> to.setTime(at, xNow));
    }

    @Override
    public void setTimestamp(int parameterIndex, Timestamp x) throws SQLException {
        Timestamp xNow = ValueCopies.copy(x);
        bind(parameterIndex, (to, at) -> to.setTimestamp(at, xNow));
    }

    @Override
    public void setAsciiStream(int parameterIndex, InputStream x, int length) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setAsciiStream(at, x, length));
    }

    @Override
    @Deprecated
    public void setUnicodeStream(int parameterIndex, InputStream x, int length) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setUnicodeStream(at, x, length));
    }

    @Override
    public void setBinaryStream(int parameterIndex, InputStream x, int length) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setBinaryStream(at, x, length));
    }

    @Override
    public void setObject(int parameterIndex, Object x, int targetSqlType) throws SQLException {
        Object xNow = ValueCopies.copy(x);
        bindObject(parameterIndex, x, (to, at) -> to.setObject(at, xNow, targetSqlType));
    }

    @Override
    public void setObject(int parameterIndex, Object x) throws SQLException {
        Object xNow = ValueCopies.copy(x);
        bindObject(parameterIndex, x, (to, at) -> to.setObject(at, xNow));
    }

    @Override
    public void setCharacterStream(int parameterIndex, Reader reader, int length) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setCharacterStream(at, reader, length));
    }

    @Override
    public void setRef(int parameterIndex, Ref x) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setRef(at, x));
    }

    @Override
    public void setBlob(int parameterIndex, Blob x) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setBlob(at, x));
    }

    @Override
    public void setClob(int parameterIndex, Clob x) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setClob(at, x));
    }

    @Override
    public void setArray(int parameterIndex, Array x) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setArray(at, x));
    }

    @Override
    public void setDate(int parameterIndex, Date x, Calendar cal) throws SQLException {
        Date xNow = ValueCopies.copy(x);
        Calendar calNow = ValueCopies.copy(cal);
        bind(parameterIndex, (to, at) -> to.setDate(at, xNow, calNow));
    }

    @Override
    public void setTime(int parameterIndex, Time x, Calendar cal) throws SQLException {
        Time xNow = ValueCopies.copy(x);
        Calendar calNow = ValueCopies.copy(cal);
        bind(parameterIndex, (to, at) -> to.setTime(at, xNow, calNow));
    }

    @Override
    public void setTimestamp(int parameterIndex, Timestamp x, Calendar cal) throws SQLException {
        Timestamp xNow = ValueCopies.copy(x);
        Calendar calNow = ValueCopies.copy(cal);
        bind(parameterIndex, (to, at) -> to.setTimestamp(at, xNow, calNow));
    }

    @Override
    public void setNull(int parameterIndex, int sqlType, String typeName) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setNull(at, sqlType, typeName));
    }

    @Override
    public void setURL(int parameterIndex, URL x) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setURL(at, x));
    }

    @Override
    public void setRowId(int parameterIndex, RowId x) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setRowId(at, x));
    }

    @Override
    public void setNString(int parameterIndex, String value) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setNString(at, value));
    }

    @Override
    public void setNCharacterStream(int parameterIndex, Reader value, long length) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setNCharacterStream(at, value, length));
    }

    @Override
    public void setNClob(int parameterIndex, NClob value) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setNClob(at, value));
    }

    @Override
    public void setClob(int parameterIndex, Reader reader, long length) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setClob(at, reader, length));
    }

    @Override
    public void setBlob(int parameterIndex, InputStream inputStream, long length) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setBlob(at, inputStream, length));
    }

    @Override
    public void setNClob(int parameterIndex, Reader reader, long length) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setNClob(at, reader, length));
    }

    @Override
    public void setSQLXML(int parameterIndex, SQLXML xmlObject) throws SQLException {
        bind(parameterIndex, (to, at) -> to.setSQLXML(at, xmlObject));
    }

    @Override
    public void setObject(int parameterIndex, Object x, int targetSqlType, int scaleOrLength) throws SQLException {
        Object xNow = ValueCopies.copy(x);
        bindObject(parameterIndex, x, (to, at) -> to.setObject(at, xNow, targetSqlType, scaleOrLength));
    }

    @Override
    public void setAsciiStream(int parameterIndex, InputStream x, long length) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setAsciiStream(at, x, length));
    }

    @Override
    public void setBinaryStream(int parameterIndex, InputStream x, long length) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setBinaryStream(at, x, length));
    }

    @Override
    public void setCharacterStream(int parameterIndex, Reader reader, long length) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setCharacterStream(at, reader, length));
    }

    @Override
    public void setAsciiStream(int parameterIndex, InputStream x) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setAsciiStream(at, x));
    }

    @Override
    public void setBinaryStream(int parameterIndex, InputStream x) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setBinaryStream(at, x));
    }

    @Override
    public void setCharacterStream(int parameterIndex, Reader reader) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setCharacterStream(at, reader));
    }

    @Override
    public void setNCharacterStream(int parameterIndex, Reader value) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setNCharacterStream(at, value));
    }

    @Override
    public void setClob(int parameterIndex, Reader reader) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setClob(at, reader));
    }

    @Override
    public void setBlob(int parameterIndex, InputStream inputStream) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setBlob(at, inputStream));
    }

    @Override
    public void setNClob(int parameterIndex, Reader reader) throws SQLException {
        bindOnce(parameterIndex, (to, at) -> to.setNClob(at, reader));
    }

    @Override
    public void setObject(int parameterIndex, Object x, SQLType targetSqlType, int scaleOrLength) throws SQLException {
        Object xNow = ValueCopies.copy(x);
        bindObject(parameterIndex, x, (to, at) -> to.setObject(at, xNow, targetSqlType, scaleOrLength));
    }

    @Override
    public void setObject(int parameterIndex, Object x, SQLType targetSqlType) throws SQLException {
        Object xNow = ValueCopies.copy(x);
        bindObject(parameterIndex, x, (to, at) -> to.setObject(at, xNow, targetSqlType));
    }
}
