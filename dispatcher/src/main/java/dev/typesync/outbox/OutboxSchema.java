package dev.typesync.outbox;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Creates typesync's objects in a database and checks the rights on them.
 *
 * <p>Immutable and thread-safe. Connections are used only during the call and keep their autocommit mode.
 *
 * @param schema name of the schema of these objects, unquoted
 */
public record OutboxSchema(String schema) {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String INVALID_SCHEMA_NAME = "3F000";
    private static final String TABLES = " from pg_catalog.pg_class c join pg_catalog.pg_namespace n"
            + " on n.oid OPERATOR(pg_catalog.=) c.relnamespace"
            + " where n.nspname OPERATOR(pg_catalog.=) ?::pg_catalog.name";
    private static final String MAY_USE_SCHEMA = "pg_catalog.has_schema_privilege(n.oid, 'usage'::pg_catalog.text)";

    private static final String MAY_INSERT = mayInsert();
    private static final Logger LOG = System.getLogger("dev.typesync.outbox");

    public OutboxSchema {
        requireNonNull(schema, "schema");
        if (schema.isBlank() || schema.startsWith("pg_")) {
            throw new IllegalArgumentException(
                    "database.schema \"" + schema + "\" cannot be the schema of typesync's objects;"
                            + " use a name that is not blank and does not start with pg_");
        }
    }

    /** The name of the outbox table, quoted if necessary: {@code typesync.outbox}. */
    public String table() {
        return object("outbox");
    }

    /** The name of one of typesync's tables, quoted if necessary. */
    public String object(String name) {
        return SqlQuoting.quoteIdent(schema) + "." + name;
    }

    /**
     * The DDL of all objects, including the grants to public. It can be run repeatedly, and {@code typesync init
     * --print-sql} prints it.
     */
    public String ddl() {
        return ddlText().everything();
    }

    /** The grants that the role of a replicator needs if another role owns the objects. */
    public String replicatorGrants(String role) {
        return ddlText().replicatorGrants(role);
    }

    private SchemaDdl ddlText() {
        return new SchemaDdl(SqlQuoting.quoteIdent(schema));
    }

    /**
     * Creates the missing objects if this role may create them, under an advisory lock that all processes share. Objects
     * of an earlier version are changed in place, if this role may. Must not be called inside a transaction.
     *
     * @return false if the objects are of an earlier version and could not be changed, because the outbox was in use;
     *     typesync works with them, and a later call tries again. If this role may not change them, a warning is logged.
     * @throws OutboxRightsException if an object is missing and this role may not create it; the message contains the
     *     DDL
     */
    public boolean ensure(Connection connection) throws SQLException, OutboxRightsException {
        int version = version(connection);
        if (version >= SchemaDdl.VERSION) {
            return true;
        }
        SchemaInstallation installation = new SchemaInstallation(this, ddlText());
        try {
            if (version >= SchemaDdl.OLDEST_USABLE) {
                return installation.upgrade(connection);
            }
            installation.create(connection);
            return true;
        } catch (SQLException e) {
            if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState()) && !INVALID_SCHEMA_NAME.equals(e.getSQLState())) {
                throw e;
            }
            if (version < SchemaDdl.OLDEST_USABLE) {
                throw new OutboxRightsException(missing(connection, e), e);
            }
            LOG.log(Level.WARNING, notUpgraded(connection, version));
            return true;
        }
    }

    private String notUpgraded(Connection connection, int version) throws SQLException {
        return "role " + user(connection) + " may not change the objects of typesync in schema " + schema
                + ", which are of version " + version + "; until they are changed, any role can insert rows into "
                + table() + " that no version of typesync writes; run this in one transaction as their owner:\n"
                + ddlText().changes();
    }

    private String missing(Connection connection, SQLException e) throws SQLException {
        return "role " + user(connection) + " may not create the objects of typesync in schema " + schema + " ("
                + e.getMessage() + "); run this once as a role that may create a schema in this database:\n" + ddl();
    }

    /**
     * The version of the existing objects; 0 if there are none. Objects that the role cannot see count as existing.
     */
    int version(Connection connection) throws SQLException {
        String sql = "select " + MAY_USE_SCHEMA + " and " + mayUse("select") + TABLES
                + " and c.relname OPERATOR(pg_catalog.=) 'meta'";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, schema);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return 0;
                }
                if (!row.getBoolean(1)) {
                    return SchemaDdl.VERSION;
                }
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select value from " + object("meta") + " where key OPERATOR(pg_catalog.=) 'version'")) {
            return row.next() ? Integer.parseInt(row.getString(1)) : 0;
        }
    }

    /**
     * Checks that this role can write rows into the outbox. The role of an application needs no other right.
     *
     * @throws OutboxRightsException the message contains the exact DDL and GRANTs
     */
    public void check(Connection connection) throws SQLException, OutboxRightsException {
        String sql = "select " + MAY_USE_SCHEMA + ", " + MAY_INSERT + ", pg_catalog.row_security_active(c.oid)" + TABLES
                + " and c.relname OPERATOR(pg_catalog.=) 'outbox'";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, schema);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new OutboxRightsException("table " + table() + " does not exist; run this once as a role that"
                            + " may create a schema in this database:\n" + ddl());
                }
                if (!row.getBoolean(1) || !row.getBoolean(2)) {
                    throw new OutboxRightsException("role " + user(connection) + " may not insert into " + table()
                            + "; run this as the owner of the schema:\n"
                            + ddlText().publicGrants());
                }
                if (row.getBoolean(3)) {
                    throw new OutboxRightsException("row-level security is active on " + table() + " for role "
                            + user(connection) + ", so its changes could not be recorded; run this as the owner of the"
                            + " table:\nalter table " + table() + " disable row level security;");
                }
            }
        }
    }

    /**
     * Checks that this role can replicate: that it may read and write all of typesync's tables, and that no role can
     * change them that could not do so without typesync. Logs triggers and rules on them.
     *
     * @throws OutboxRightsException the message contains the exact SQL that helps
     */
    public void checkReplicator(Connection connection) throws SQLException, OutboxRightsException {
        check(connection);
        checkRights(connection);
        String attached = new SchemaSafety(schema).check(connection);
        if (!attached.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "there are triggers or rules on tables of typesync, which makes none: {0}; they run with the"
                            + " rights of each role that writes; remove them if you do not know them",
                    attached);
        }
    }

    /**
     * Logs a warning if another role than this one, the owner of the database or a superuser can change the outbox. For
     * a process that writes into the outbox of a replicator that runs elsewhere, with a role that it does not know.
     */
    public void warnOfOwner(Connection connection) throws SQLException {
        String owner = new SchemaSafety(schema).sharedOwner(connection);
        if (!owner.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "{0}, which is neither the role of this connection nor the owner of the database nor a superuser;"
                            + " it could attach triggers that run with the rights of this application; if it is not the"
                            + " role of your replicator, look at the schema and drop it; better let it belong to a role"
                            + " that nobody logs in as",
                    owner);
        }
    }

    private void checkRights(Connection connection) throws SQLException, OutboxRightsException {
        String sql = "select pg_catalog.count(*)" + TABLES + " and c.relkind OPERATOR(pg_catalog.=) 'r' and not ("
                + mayUse("select") + " and " + mayUse("insert") + " and " + mayUse("update") + " and "
                + mayUse("delete") + ")";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, schema);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                if (row.getInt(1) > 0) {
                    throw new OutboxRightsException(
                            "role " + user(connection) + " may not replicate: it lacks rights on "
                                    + row.getInt(1) + " tables of schema " + schema
                                    + "; run this as the owner of the schema:\n" + replicatorGrants(user(connection)));
                }
            }
        }
    }

    private static String mayInsert() {
        return Stream.of("tbl", "op", "keys", "tag")
                .map(column -> "pg_catalog.has_column_privilege(c.oid, '" + column
                        + "'::pg_catalog.text, 'insert'::pg_catalog.text)")
                .collect(Collectors.joining(" and "));
    }

    private static String mayUse(String privilege) {
        return "pg_catalog.has_table_privilege(c.oid, '" + privilege + "'::pg_catalog.text)";
    }

    private static String user(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_user")) {
            row.next();
            return row.getString(1);
        }
    }
}
