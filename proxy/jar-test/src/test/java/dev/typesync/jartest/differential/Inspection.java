package dev.typesync.jartest.differential;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Types;
import java.util.Properties;
import org.postgresql.PGConnection;

/** Reads properties of a connection and its database, like an application or a framework. */
final class Inspection {
    private final Side side;
    private final RandomSql randomSql;

    Inspection(Side side, RandomSql randomSql) {
        this.side = side;
        this.randomSql = randomSql;
    }

    void step() throws Exception {
        switch (side.below(6)) {
            case 0 -> connection(side.connection);
            case 1 -> settings(side.connection);
            case 2 -> catalog(side.connection);
            case 3 -> values(side.connection);
            case 4 -> call(side.connection);
            default -> unwrapped(side.connection);
        }
    }

    private void connection(Connection connection) {
        side.call("Connection.getCatalog", connection::getCatalog);
        side.call("Connection.getSchema", connection::getSchema);
        side.call("Connection.isClosed", connection::isClosed);
        side.call("Connection.isValid", () -> connection.isValid(5));
        side.call("Connection.getHoldability", connection::getHoldability);
        side.call("Connection.getTypeMap", connection::getTypeMap);
        side.call("Connection.getWarnings", connection::getWarnings);
        side.run("Connection.clearWarnings", connection::clearWarnings);
        side.call("Connection.getNetworkTimeout", connection::getNetworkTimeout);
        side.call("Connection.getClientInfo", () -> connection.getClientInfo("ApplicationName"));
        side.call("Connection.nativeSQL", () -> connection.nativeSQL("select {fn concat('a', 'b')}, {d '2020-02-29'}"));
    }

    private void settings(Connection connection) {
        side.run("Connection.setClientInfo", () -> connection.setClientInfo("ApplicationName", "shop"));
        side.run("Connection.setClientInfo(properties)", () -> connection.setClientInfo(new Properties()));
        side.run("Connection.setHoldability", () -> connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT));
        side.run("Connection.setCatalog", () -> connection.setCatalog("ignored"));
        side.run("Connection.setSchema", () -> connection.setSchema("pg_catalog"));
        side.call("Connection.getSchema", connection::getSchema);
        side.run("Connection.setSchema", () -> connection.setSchema("public"));
        side.run("Connection.setNetworkTimeout", () -> connection.setNetworkTimeout(null, 0));
        side.call("Connection.createStruct", () -> connection.createStruct("item", new Object[0]));
        side.run("Connection.beginRequest", connection::beginRequest);
    }

    private void catalog(Connection connection) throws Exception {
        DatabaseMetaData data = side.call("Connection.getMetaData", connection::getMetaData);
        side.call("DatabaseMetaData.getURL", data::getURL);
        side.call("DatabaseMetaData.getUserName", data::getUserName);
        side.call("DatabaseMetaData.getDatabaseProductName", data::getDatabaseProductName);
        side.call("DatabaseMetaData.getDriverName", data::getDriverName);
        side.call("DatabaseMetaData.supportsGetGeneratedKeys", data::supportsGetGeneratedKeys);
        side.call("DatabaseMetaData.getConnection", () -> data.getConnection() == connection);
        side.rows("DatabaseMetaData.getTables", () -> data.getTables(null, "public", "%", new String[] {"TABLE"}));
        side.rows("DatabaseMetaData.getPrimaryKeys", () -> data.getPrimaryKeys(null, null, "line"));
        side.rows("DatabaseMetaData.getColumns", () -> data.getColumns(null, "public", "item", "%"));
        // not getTypeInfo: it also lists the row types of typesync's tables
        side.rows("DatabaseMetaData.getTableTypes", data::getTableTypes);
    }

    private void values(Connection connection) {
        side.call(
                "Connection.createArrayOf",
                () -> connection.createArrayOf("int4", new Integer[] {1, null}).toString());
        side.call("Connection.createBlob", connection::createBlob);
        side.call("Connection.createClob", connection::createClob);
        side.call("Connection.createNClob", connection::createNClob);
        side.call("Connection.createSQLXML", () -> connection.createSQLXML().getString());
    }

    private void call(Connection connection) throws Exception {
        CallableStatement statement =
                side.call("Connection.prepareCall", () -> connection.prepareCall("{? = call upper(?)}"));
        if (statement != null) {
            side.run("CallableStatement.registerOutParameter", () -> statement.registerOutParameter(1, Types.VARCHAR));
            side.run("CallableStatement.setString", () -> statement.setString(2, "quiet"));
            side.call("CallableStatement.execute", () -> statement.execute());
            side.call("CallableStatement.getString", () -> statement.getString(1));
            side.run("CallableStatement.close", statement::close);
        }
        String sql = randomSql.dml();
        side.sql(sql);
        CallableStatement dml = side.call("Connection.prepareCall", () -> connection.prepareCall(sql));
        if (dml != null) {
            side.call("CallableStatement.executeUpdate", () -> dml.executeUpdate());
            side.run("CallableStatement.close", dml::close);
        }
    }

    private void unwrapped(Connection connection) throws Exception {
        side.call("Connection.isWrapperFor", () -> connection.isWrapperFor(PGConnection.class));
        side.call(
                "Connection.unwrap", () -> connection.unwrap(PGConnection.class).getPreferQueryMode());
        side.call("Connection.unwrap(wrong)", () -> connection.unwrap(Runnable.class));
        PreparedStatement statement = connection.prepareStatement("select 1");
        side.call(
                "PreparedStatement.unwrap",
                () -> statement.unwrap(org.postgresql.PGStatement.class).getPrepareThreshold());
        side.call("PreparedStatement.isPoolable", statement::isPoolable);
        side.run("PreparedStatement.setPoolable", () -> statement.setPoolable(false));
        side.run("PreparedStatement.setQueryTimeout", () -> statement.setQueryTimeout(30));
        side.call("PreparedStatement.getQueryTimeout", statement::getQueryTimeout);
        side.call("PreparedStatement.getMaxFieldSize", statement::getMaxFieldSize);
        side.call("PreparedStatement.getFetchDirection", statement::getFetchDirection);
        side.call("Statement.enquoteLiteral", () -> statement.enquoteLiteral("it's"));
        side.call("Statement.enquoteIdentifier", () -> statement.enquoteIdentifier("order", false));
        side.call("Statement.isSimpleIdentifier", () -> statement.isSimpleIdentifier("a b"));
        side.run("PreparedStatement.cancel", statement::cancel);
        side.run("PreparedStatement.close", statement::close);
    }
}
