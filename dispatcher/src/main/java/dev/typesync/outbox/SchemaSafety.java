package dev.typesync.outbox;

import dev.typesync.config.PrintableText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What another role could have done to typesync's objects. Whoever owns a table can attach a trigger, a rule or a
 * policy to it, and a trigger on the outbox runs with the rights of each role that writes. Immutable and thread-safe;
 * blocks on the connection of the caller.
 *
 * @param schema name of the schema, unquoted
 */
record SchemaSafety(String schema) {
    /**
     * Whether a role that may log in, other than this one, the owner of the database and administrators, can act as the
     * owner. A role that may create roles could give itself the membership.
     */
    private static final String SHARED = "exists (select from pg_catalog.pg_roles m where m.rolcanlogin"
            + " and not m.rolsuper and not m.rolcreaterole and m.rolname OPERATOR(pg_catalog.<>) current_user"
            + " and m.oid OPERATOR(pg_catalog.<>) d.datdba"
            + " and pg_catalog.pg_has_role(m.oid, o.oid, 'MEMBER'::pg_catalog.text))"
            + " and not o.rolsuper";

    private static final String DATABASE = " join pg_catalog.pg_roles o on o.oid OPERATOR(pg_catalog.=) x.owner"
            + " join pg_catalog.pg_database d on d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()";

    private static final String OBJECTS = "(select n.nspowner, 'schema'::pg_catalog.text, n.nspname,"
            + " null::pg_catalog.oid, true, false from pg_catalog.pg_namespace n"
            + " where n.nspname OPERATOR(pg_catalog.=) ?::pg_catalog.name union all"
            + " select c.relowner, 'table'::pg_catalog.text, c.relname, c.oid, c.relkind OPERATOR(pg_catalog.=) 'r',"
            + " pg_catalog.row_security_active(c.oid) from pg_catalog.pg_class c join pg_catalog.pg_namespace n"
            + " on n.oid OPERATOR(pg_catalog.=) c.relnamespace where n.nspname OPERATOR(pg_catalog.=) ?::pg_catalog.name"
            + " and c.relkind OPERATOR(pg_catalog.=) any ('{r,p,f,v,m}'::pg_catalog.\"char\"[]) union all"
            + " select f.proowner, 'function'::pg_catalog.text, f.proname, null::pg_catalog.oid, true, false"
            + " from pg_catalog.pg_proc f join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) f.pronamespace"
            + " where n.nspname OPERATOR(pg_catalog.=) ?::pg_catalog.name)"
            + " x(owner, kind, name, id, plain, secured)";

    private static final String SELECT = "select x.kind, x.name, o.rolname, " + SHARED + " shared, x.plain, x.secured,"
            + " (select pg_catalog.count(*) from pg_catalog.pg_trigger t where t.tgrelid OPERATOR(pg_catalog.=) x.id"
            + " and not t.tgisinternal and t.tgname OPERATOR(pg_catalog.<>) 'outbox_row'::pg_catalog.name) triggers,"
            + " (select pg_catalog.count(*) from pg_catalog.pg_rewrite r where r.ev_class OPERATOR(pg_catalog.=) x.id"
            + " ) rules from " + OBJECTS + DATABASE + " order by x.kind, x.name";

    /** One object that is not as typesync makes it. */
    private record Row(
            String kind, String name, String owner, boolean shared, boolean plain, boolean secured, long attached) {
        String shown() {
            return kind + " " + PrintableText.of(SqlQuoting.quoteIdent(name));
        }

        String ownership() {
            return shown() + " belongs to role " + PrintableText.of(SqlQuoting.quoteIdent(owner));
        }
    }

    /**
     * The triggers and rules on typesync's tables: a text for a warning, empty if there are none.
     *
     * @throws OutboxRightsException if another role can change the objects, or if they are not what typesync makes
     */
    String check(Connection connection) throws SQLException, OutboxRightsException {
        List<Row> rows = read(connection);
        for (Row row : rows) {
            if (row.shared()) {
                throw new OutboxRightsException(sharedOwner(rows, row));
            }
            if (!row.plain()) {
                throw new OutboxRightsException(row.shown() + " in schema " + quotedSchema() + " is not a table;"
                        + " remove it, and let typesync create its tables");
            }
            if (row.secured()) {
                throw new OutboxRightsException("row-level security hides rows of " + row.shown() + " in schema "
                        + quotedSchema() + " from this role; run this as the owner of the schema:\nalter table "
                        + qualified(row) + " disable row level security;");
            }
        }
        return rows.stream()
                .filter(row -> row.attached() > 0)
                .map(row -> row.attached() + " on " + PrintableText.of(qualified(row)))
                .collect(Collectors.joining(", "));
    }

    /** The first object that another role can change, as {@code schema typesync belongs to role x}; empty if none. */
    String sharedOwner(Connection connection) throws SQLException {
        return read(connection).stream()
                .filter(Row::shared)
                .findFirst()
                .map(Row::ownership)
                .orElse("");
    }

    private List<Row> read(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT)) {
            query.setString(1, schema);
            query.setString(2, schema);
            query.setString(3, schema);
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getBoolean(4),
                            row.getBoolean(5),
                            row.getBoolean(6),
                            row.getLong(7) + row.getLong(8)));
                }
            }
            return rows;
        }
    }

    private String sharedOwner(List<Row> rows, Row first) {
        StringBuilder text =
                new StringBuilder(first.ownership() + ". A role that may log in can act as this role, and could"
                        + " attach triggers to the outbox, which would run with the rights of every writer. If you do not know"
                        + " who made the schema, look at it and drop it. Otherwise run this as a superuser, so that it belongs"
                        + " to a role that nobody logs in as:\ncreate role typesync_owner nologin;\nalter schema "
                        + quotedSchema() + " owner to typesync_owner;\n");
        rows.stream()
                .filter(row -> !row.kind().equals("schema"))
                .forEach(row ->
                        text.append("alter " + row.kind() + " " + qualified(row) + " owner to typesync_owner;\n"));
        return text.toString();
    }

    private String qualified(Row row) {
        return quotedSchema() + "." + SqlQuoting.quoteIdent(row.name());
    }

    private String quotedSchema() {
        return SqlQuoting.quoteIdent(schema);
    }
}
