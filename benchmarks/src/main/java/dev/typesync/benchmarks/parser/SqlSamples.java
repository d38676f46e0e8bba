package dev.typesync.benchmarks.parser;

/** The statements that the benchmarks parse. */
final class SqlSamples {
    /** 100 characters. */
    static final String UPDATE =
            "update customer set email = ?, display_name = ?, changed = now(), version = ? where id = ? and v = ?";

    static final String INSERT = "insert into customer (id, email, display_name, version) values (?, ?, ?, ?)";
    static final String DELETE = "delete from customer where id = ?";

    /** 184 characters. */
    static final String SELECT =
            "select c.id, c.email, c.display_name, c.version, o.id, o.status, o.created from customer c"
                    + " join purchase_order o on o.customer_id = c.id where c.email = ? and o.status in (?, ?) order by o.id";

    private SqlSamples() {}

    /** A multi-row INSERT of literals with at least this many characters. */
    static String insertOf(int characters) {
        StringBuilder sql = new StringBuilder(characters + 100);
        sql.append("insert into product (id, name, price, description) values (0, 'first', 0.5, null)");
        for (int id = 1; sql.length() < characters; id++) {
            sql.append(", (")
                    .append(id)
                    .append(", 'It''s number ")
                    .append(id)
                    .append("', ")
                    .append(id)
                    .append(".25, '");
            sql.append("a text; with -- what a careless scanner trips over')");
        }
        return sql.toString();
    }
}
