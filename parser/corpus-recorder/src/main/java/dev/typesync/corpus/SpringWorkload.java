package dev.typesync.corpus;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.core.SpringVersion;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.SimpleJdbcCall;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** JdbcTemplate and similar classes, then Spring Data JDBC. */
final class SpringWorkload implements FrameworkWorkload {
    @Override
    public String framework() {
        return "Spring JDBC " + SpringVersion.getVersion();
    }

    @Override
    public void run(DataSource database) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.execute("create table item (id bigserial primary key, name text, price numeric, version int default 0)");
        jdbc.execute("create function reprice(item_id bigint, factor numeric) returns numeric language sql as"
                + " 'update item set price = price * factor where id = item_id returning price'");
        templates(jdbc);
        named(new NamedParameterJdbcTemplate(jdbc));
        simple(jdbc);
        SpringDataRepositories.run(database);
    }

    private static void templates(JdbcTemplate jdbc) {
        jdbc.update("insert into item (name, price) values (?, ?)", "a", 1);
        jdbc.update(
                connection ->
                        connection.prepareStatement("insert into item (name) values ('with key')", new String[] {"id"}),
                new GeneratedKeyHolder());
        jdbc.batchUpdate("update item set price = ? where id = ?", List.of(new Object[] {2, 1L}, new Object[] {3, 2L}));
        jdbc.batchUpdate("update item set name = 'x' where id = 1", "delete from item where id = 77");
        jdbc.queryForList("insert into item (name) values (?) returning id", Long.class, "returned");
        jdbc.queryForList("with moved as (delete from item where id = ? returning *) select name from moved", 9L);
    }

    private static void named(NamedParameterJdbcTemplate jdbc) {
        jdbc.update("update item set name = :name where id in (:ids)", Map.of("name", "n", "ids", List.of(1L, 2L, 3L)));
        jdbc.update(
                "delete from item where (id, version) in (:pairs)",
                Map.of("pairs", List.of(new Object[] {4L, 0}, new Object[] {5L, 1})));
        jdbc.update("""
                insert into item (id, name, price)
                values (:id, :name, :price)
                on conflict (id) do update
                   set name = excluded.name -- keep the price: it is somebody else's
                """, Map.of("id", 1L, "name", "up", "price", 3));
    }

    private static void simple(JdbcTemplate jdbc) {
        new SimpleJdbcInsert(jdbc)
                .withTableName("item")
                .usingGeneratedKeyColumns("id")
                .executeAndReturnKey(Map.of("name", "simple", "price", 4));
        new SimpleJdbcInsert(jdbc)
                .withSchemaName("public")
                .withTableName("item")
                .usingColumns("name")
                .withoutTableColumnMetaDataAccess()
                .usingQuotedIdentifiers()
                .execute(Map.of("name", "quoted"));
        new SimpleJdbcCall(jdbc).withFunctionName("reprice").executeFunction(java.math.BigDecimal.class, 1L, 2);
        JdbcClient client = JdbcClient.create(jdbc);
        client.sql("update item set version = version + 1 where id = :id and version = :version")
                .param("id", 1L)
                .param("version", 0)
                .update();
        client.sql("delete from item where id = any(?)")
                .param(new Long[] {8L, 9L})
                .update();
    }
}
