package dev.typesync.jdbc.delegate;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/**
 * Passes every method that {@link CallableStatement} adds to a prepared statement to {@link #call}, default methods
 * included. An interface, so that a class that already extends another prepared statement can use it too.
 * Null-unmarked, as JDBC is.
 */
@NullUnmarked
public interface DelegatingCalls extends CallableStatement {
    /** The callable statement that the methods are passed to. */
    CallableStatement call();

    @Override default void registerOutParameter(int parameterIndex, int sqlType) throws SQLException { call().registerOutParameter(parameterIndex, sqlType); }
    @Override default void registerOutParameter(int parameterIndex, int sqlType, int scale) throws SQLException { call().registerOutParameter(parameterIndex, sqlType, scale); }
    @Override default boolean wasNull() throws SQLException { return call().wasNull(); }
    @Override default String getString(int parameterIndex) throws SQLException { return call().getString(parameterIndex); }
    @Override default boolean getBoolean(int parameterIndex) throws SQLException { return call().getBoolean(parameterIndex); }
    @Override default byte getByte(int parameterIndex) throws SQLException { return call().getByte(parameterIndex); }
    @Override default short getShort(int parameterIndex) throws SQLException { return call().getShort(parameterIndex); }
    @Override default int getInt(int parameterIndex) throws SQLException { return call().getInt(parameterIndex); }
    @Override default long getLong(int parameterIndex) throws SQLException { return call().getLong(parameterIndex); }
    @Override default float getFloat(int parameterIndex) throws SQLException { return call().getFloat(parameterIndex); }
    @Override default double getDouble(int parameterIndex) throws SQLException { return call().getDouble(parameterIndex); }
    @Override @Deprecated default BigDecimal getBigDecimal(int parameterIndex, int scale) throws SQLException { return call().getBigDecimal(parameterIndex, scale); }
    @Override default byte[] getBytes(int parameterIndex) throws SQLException { return call().getBytes(parameterIndex); }
    @Override default Date getDate(int parameterIndex) throws SQLException { return call().getDate(parameterIndex); }
    @Override default Time getTime(int parameterIndex) throws SQLException { return call().getTime(parameterIndex); }
    @Override default Timestamp getTimestamp(int parameterIndex) throws SQLException { return call().getTimestamp(parameterIndex); }
    @Override default Object getObject(int parameterIndex) throws SQLException { return call().getObject(parameterIndex); }
    @Override default BigDecimal getBigDecimal(int parameterIndex) throws SQLException { return call().getBigDecimal(parameterIndex); }
    @Override default Object getObject(int parameterIndex, Map<String, Class<?>> map) throws SQLException { return call().getObject(parameterIndex, map); }
    @Override default Ref getRef(int parameterIndex) throws SQLException { return call().getRef(parameterIndex); }
    @Override default Blob getBlob(int parameterIndex) throws SQLException { return call().getBlob(parameterIndex); }
    @Override default Clob getClob(int parameterIndex) throws SQLException { return call().getClob(parameterIndex); }
    @Override default Array getArray(int parameterIndex) throws SQLException { return call().getArray(parameterIndex); }
    @Override default Date getDate(int parameterIndex, Calendar cal) throws SQLException { return call().getDate(parameterIndex, cal); }
    @Override default Time getTime(int parameterIndex, Calendar cal) throws SQLException { return call().getTime(parameterIndex, cal); }
    @Override default Timestamp getTimestamp(int parameterIndex, Calendar cal) throws SQLException { return call().getTimestamp(parameterIndex, cal); }
    @Override default void registerOutParameter(int parameterIndex, int sqlType, String typeName) throws SQLException { call().registerOutParameter(parameterIndex, sqlType, typeName); }
    @Override default void registerOutParameter(String parameterName, int sqlType) throws SQLException { call().registerOutParameter(parameterName, sqlType); }
    @Override default void registerOutParameter(String parameterName, int sqlType, int scale) throws SQLException { call().registerOutParameter(parameterName, sqlType, scale); }
    @Override default void registerOutParameter(String parameterName, int sqlType, String typeName) throws SQLException { call().registerOutParameter(parameterName, sqlType, typeName); }
    @Override default URL getURL(int parameterIndex) throws SQLException { return call().getURL(parameterIndex); }
    @Override default void setURL(String parameterName, URL val) throws SQLException { call().setURL(parameterName, val); }
    @Override default void setNull(String parameterName, int sqlType) throws SQLException { call().setNull(parameterName, sqlType); }
    @Override default void setBoolean(String parameterName, boolean x) throws SQLException { call().setBoolean(parameterName, x); }
    @Override default void setByte(String parameterName, byte x) throws SQLException { call().setByte(parameterName, x); }
    @Override default void setShort(String parameterName, short x) throws SQLException { call().setShort(parameterName, x); }
    @Override default void setInt(String parameterName, int x) throws SQLException { call().setInt(parameterName, x); }
    @Override default void setLong(String parameterName, long x) throws SQLException { call().setLong(parameterName, x); }
    @Override default void setFloat(String parameterName, float x) throws SQLException { call().setFloat(parameterName, x); }
    @Override default void setDouble(String parameterName, double x) throws SQLException { call().setDouble(parameterName, x); }
    @Override default void setBigDecimal(String parameterName, BigDecimal x) throws SQLException { call().setBigDecimal(parameterName, x); }
    @Override default void setString(String parameterName, String x) throws SQLException { call().setString(parameterName, x); }
    @Override default void setBytes(String parameterName, byte[] x) throws SQLException { call().setBytes(parameterName, x); }
    @Override default void setDate(String parameterName, Date x) throws SQLException { call().setDate(parameterName, x); }
    @Override default void setTime(String parameterName, Time x) throws SQLException { call().setTime(parameterName, x); }
    @Override default void setTimestamp(String parameterName, Timestamp x) throws SQLException { call().setTimestamp(parameterName, x); }
    @Override default void setAsciiStream(String parameterName, InputStream x, int length) throws SQLException { call().setAsciiStream(parameterName, x, length); }
    @Override default void setBinaryStream(String parameterName, InputStream x, int length) throws SQLException { call().setBinaryStream(parameterName, x, length); }
    @Override default void setObject(String parameterName, Object x, int targetSqlType, int scale) throws SQLException { call().setObject(parameterName, x, targetSqlType, scale); }
    @Override default void setObject(String parameterName, Object x, int targetSqlType) throws SQLException { call().setObject(parameterName, x, targetSqlType); }
    @Override default void setObject(String parameterName, Object x) throws SQLException { call().setObject(parameterName, x); }
    @Override default void setCharacterStream(String parameterName, Reader reader, int length) throws SQLException { call().setCharacterStream(parameterName, reader, length); }
    @Override default void setDate(String parameterName, Date x, Calendar cal) throws SQLException { call().setDate(parameterName, x, cal); }
    @Override default void setTime(String parameterName, Time x, Calendar cal) throws SQLException { call().setTime(parameterName, x, cal); }
    @Override default void setTimestamp(String parameterName, Timestamp x, Calendar cal) throws SQLException { call().setTimestamp(parameterName, x, cal); }
    @Override default void setNull(String parameterName, int sqlType, String typeName) throws SQLException { call().setNull(parameterName, sqlType, typeName); }
    @Override default String getString(String parameterName) throws SQLException { return call().getString(parameterName); }
    @Override default boolean getBoolean(String parameterName) throws SQLException { return call().getBoolean(parameterName); }
    @Override default byte getByte(String parameterName) throws SQLException { return call().getByte(parameterName); }
    @Override default short getShort(String parameterName) throws SQLException { return call().getShort(parameterName); }
    @Override default int getInt(String parameterName) throws SQLException { return call().getInt(parameterName); }
    @Override default long getLong(String parameterName) throws SQLException { return call().getLong(parameterName); }
    @Override default float getFloat(String parameterName) throws SQLException { return call().getFloat(parameterName); }
    @Override default double getDouble(String parameterName) throws SQLException { return call().getDouble(parameterName); }
    @Override default byte[] getBytes(String parameterName) throws SQLException { return call().getBytes(parameterName); }
    @Override default Date getDate(String parameterName) throws SQLException { return call().getDate(parameterName); }
    @Override default Time getTime(String parameterName) throws SQLException { return call().getTime(parameterName); }
    @Override default Timestamp getTimestamp(String parameterName) throws SQLException { return call().getTimestamp(parameterName); }
    @Override default Object getObject(String parameterName) throws SQLException { return call().getObject(parameterName); }
    @Override default BigDecimal getBigDecimal(String parameterName) throws SQLException { return call().getBigDecimal(parameterName); }
    @Override default Object getObject(String parameterName, Map<String, Class<?>> map) throws SQLException { return call().getObject(parameterName, map); }
    @Override default Ref getRef(String parameterName) throws SQLException { return call().getRef(parameterName); }
    @Override default Blob getBlob(String parameterName) throws SQLException { return call().getBlob(parameterName); }
    @Override default Clob getClob(String parameterName) throws SQLException { return call().getClob(parameterName); }
    @Override default Array getArray(String parameterName) throws SQLException { return call().getArray(parameterName); }
    @Override default Date getDate(String parameterName, Calendar cal) throws SQLException { return call().getDate(parameterName, cal); }
    @Override default Time getTime(String parameterName, Calendar cal) throws SQLException { return call().getTime(parameterName, cal); }
    @Override default Timestamp getTimestamp(String parameterName, Calendar cal) throws SQLException { return call().getTimestamp(parameterName, cal); }
    @Override default URL getURL(String parameterName) throws SQLException { return call().getURL(parameterName); }
    @Override default RowId getRowId(int parameterIndex) throws SQLException { return call().getRowId(parameterIndex); }
    @Override default RowId getRowId(String parameterName) throws SQLException { return call().getRowId(parameterName); }
    @Override default void setRowId(String parameterName, RowId x) throws SQLException { call().setRowId(parameterName, x); }
    @Override default void setNString(String parameterName, String value) throws SQLException { call().setNString(parameterName, value); }
    @Override default void setNCharacterStream(String parameterName, Reader value, long length) throws SQLException { call().setNCharacterStream(parameterName, value, length); }
    @Override default void setNClob(String parameterName, NClob value) throws SQLException { call().setNClob(parameterName, value); }
    @Override default void setClob(String parameterName, Reader reader, long length) throws SQLException { call().setClob(parameterName, reader, length); }
    @Override default void setBlob(String parameterName, InputStream inputStream, long length) throws SQLException { call().setBlob(parameterName, inputStream, length); }
    @Override default void setNClob(String parameterName, Reader reader, long length) throws SQLException { call().setNClob(parameterName, reader, length); }
    @Override default NClob getNClob(int parameterIndex) throws SQLException { return call().getNClob(parameterIndex); }
    @Override default NClob getNClob(String parameterName) throws SQLException { return call().getNClob(parameterName); }
    @Override default void setSQLXML(String parameterName, SQLXML xmlObject) throws SQLException { call().setSQLXML(parameterName, xmlObject); }
    @Override default SQLXML getSQLXML(int parameterIndex) throws SQLException { return call().getSQLXML(parameterIndex); }
    @Override default SQLXML getSQLXML(String parameterName) throws SQLException { return call().getSQLXML(parameterName); }
    @Override default String getNString(int parameterIndex) throws SQLException { return call().getNString(parameterIndex); }
    @Override default String getNString(String parameterName) throws SQLException { return call().getNString(parameterName); }
    @Override default Reader getNCharacterStream(int parameterIndex) throws SQLException { return call().getNCharacterStream(parameterIndex); }
    @Override default Reader getNCharacterStream(String parameterName) throws SQLException { return call().getNCharacterStream(parameterName); }
    @Override default Reader getCharacterStream(int parameterIndex) throws SQLException { return call().getCharacterStream(parameterIndex); }
    @Override default Reader getCharacterStream(String parameterName) throws SQLException { return call().getCharacterStream(parameterName); }
    @Override default void setBlob(String parameterName, Blob x) throws SQLException { call().setBlob(parameterName, x); }
    @Override default void setClob(String parameterName, Clob x) throws SQLException { call().setClob(parameterName, x); }
    @Override default void setAsciiStream(String parameterName, InputStream x, long length) throws SQLException { call().setAsciiStream(parameterName, x, length); }
    @Override default void setBinaryStream(String parameterName, InputStream x, long length) throws SQLException { call().setBinaryStream(parameterName, x, length); }
    @Override default void setCharacterStream(String parameterName, Reader reader, long length) throws SQLException { call().setCharacterStream(parameterName, reader, length); }
    @Override default void setAsciiStream(String parameterName, InputStream x) throws SQLException { call().setAsciiStream(parameterName, x); }
    @Override default void setBinaryStream(String parameterName, InputStream x) throws SQLException { call().setBinaryStream(parameterName, x); }
    @Override default void setCharacterStream(String parameterName, Reader reader) throws SQLException { call().setCharacterStream(parameterName, reader); }
    @Override default void setNCharacterStream(String parameterName, Reader value) throws SQLException { call().setNCharacterStream(parameterName, value); }
    @Override default void setClob(String parameterName, Reader reader) throws SQLException { call().setClob(parameterName, reader); }
    @Override default void setBlob(String parameterName, InputStream inputStream) throws SQLException { call().setBlob(parameterName, inputStream); }
    @Override default void setNClob(String parameterName, Reader reader) throws SQLException { call().setNClob(parameterName, reader); }
    @Override default <T> T getObject(int parameterIndex, Class<T> type) throws SQLException { return call().getObject(parameterIndex, type); }
    @Override default <T> T getObject(String parameterName, Class<T> type) throws SQLException { return call().getObject(parameterName, type); }
    @Override default void setObject(String parameterName, Object x, SQLType targetSqlType, int scaleOrLength) throws SQLException { call().setObject(parameterName, x, targetSqlType, scaleOrLength); }
    @Override default void setObject(String parameterName, Object x, SQLType targetSqlType) throws SQLException { call().setObject(parameterName, x, targetSqlType); }
    @Override default void registerOutParameter(int parameterIndex, SQLType sqlType) throws SQLException { call().registerOutParameter(parameterIndex, sqlType); }
    @Override default void registerOutParameter(int parameterIndex, SQLType sqlType, int scale) throws SQLException { call().registerOutParameter(parameterIndex, sqlType, scale); }
    @Override default void registerOutParameter(int parameterIndex, SQLType sqlType, String typeName) throws SQLException { call().registerOutParameter(parameterIndex, sqlType, typeName); }
    @Override default void registerOutParameter(String parameterName, SQLType sqlType) throws SQLException { call().registerOutParameter(parameterName, sqlType); }
    @Override default void registerOutParameter(String parameterName, SQLType sqlType, int scale) throws SQLException { call().registerOutParameter(parameterName, sqlType, scale); }
    @Override default void registerOutParameter(String parameterName, SQLType sqlType, String typeName) throws SQLException { call().registerOutParameter(parameterName, sqlType, typeName); }
}
