package dev.typesync.frameworks.data;

import dev.typesync.frameworks.Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's JDBC support without Spring Boot. */
class SpringJdbcIT {
    private static final String INSERT = "insert into customers (email) values (?)";

    @TempDir
    private Path directory;

    @Test
    void writesWithTemplates() throws Exception {
        Customers.compare(directory, url -> {
            JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(url));
            List<Object> seen = new ArrayList<>();
            seen.addAll(templates(jdbc));
            seen.addAll(batches(jdbc));
            seen.addAll(simpleInserts(jdbc));
            return seen;
        });
    }

    @Test
    void rollsBackTransactions() throws Exception {
        Customers.compare(directory, url -> {
            SingleConnectionDataSource source = new SingleConnectionDataSource(url, true);
            try {
                return transactions(new JdbcTemplate(source), new JdbcTransactionManager(source));
            } finally {
                source.destroy();
            }
        });
    }

    private static List<Object> templates(JdbcTemplate jdbc) {
        List<Object> seen = new ArrayList<>();
        KeyHolder keys = new GeneratedKeyHolder();
        seen.add(jdbc.update(connection -> insert(connection, "ann"), keys));
        seen.add(keys.getKeyList());
        seen.add(jdbc.update("update customers set name = ? where email = ?", "Ann", "ann"));
        try (Stream<Integer> ids = jdbc.queryForStream(
                "insert into customers (email) values ('bob'), ('cid') returning id", (row, number) -> row.getInt(1))) {
            ids.forEach(seen::add);
        }
        seen.add(JdbcClient.create(jdbc)
                .sql("update customers set visits = :visits where email in (:emails)")
                .param("visits", 4)
                .param("emails", List.of("ann", "cid"))
                .update());
        seen.add(Failure.of(() -> jdbc.update(INSERT, "ann")));
        return seen;
    }

    private static PreparedStatement insert(Connection connection, String email) throws java.sql.SQLException {
        PreparedStatement statement = connection.prepareStatement(INSERT, new String[] {"id", "visits"});
        statement.setString(1, email);
        return statement;
    }

    private static List<Object> batches(JdbcTemplate jdbc) {
        List<Object> seen = new ArrayList<>();
        List<String> emails = Stream.iterate(0, n -> n + 1)
                .limit(12)
                .map(n -> "customer " + n)
                .toList();
        for (int[] counts : jdbc.batchUpdate(INSERT, emails, 5, (statement, email) -> statement.setString(1, email))) {
            seen.add(counts);
        }
        SqlParameterSource[] updates = emails.stream()
                .map(email -> new MapSqlParameterSource(
                        Map.of("email", email, "name", email.toUpperCase(java.util.Locale.ROOT))))
                .toArray(SqlParameterSource[]::new);
        NamedParameterJdbcTemplate named = new NamedParameterJdbcTemplate(jdbc);
        seen.add(named.batchUpdate("update customers set name = :name where email = :email", updates));
        KeyHolder keys = new GeneratedKeyHolder();
        SqlParameterSource[] inserts = {
            new MapSqlParameterSource("email", "dan"), new MapSqlParameterSource("email", "eve")
        };
        seen.add(
                named.batchUpdate("insert into customers (email) values (:email)", inserts, keys, new String[] {"id"}));
        seen.add(keys.getKeyList());
        seen.add(jdbc.batchUpdate(
                "delete from customers where email = 'dan'", "update customers set visits = 1 where id = 1"));
        return seen;
    }

    private static List<Object> simpleInserts(JdbcTemplate jdbc) {
        List<Object> seen = new ArrayList<>();
        seen.add(simpleInsert(jdbc)
                .usingGeneratedKeyColumns("id")
                .executeAndReturnKey(Map.of("email", "fay", "visits", 1, "version", 0)));
        seen.add(simpleInsert(jdbc)
                .usingColumns("email", "name")
                .executeBatch(
                        new MapSqlParameterSource(Map.of("email", "gus", "name", "Gus")),
                        new MapSqlParameterSource(Map.of("email", "hal", "name", "Hal"))));
        return seen;
    }

    private static SimpleJdbcInsert simpleInsert(JdbcTemplate jdbc) {
        return new SimpleJdbcInsert(jdbc).withTableName("customers");
    }

    private static List<Object> transactions(JdbcTemplate jdbc, JdbcTransactionManager manager) {
        TransactionTemplate transaction = new TransactionTemplate(manager);
        List<Object> seen = new ArrayList<>();
        seen.add(Failure.of(() -> transaction.execute(status -> {
            jdbc.update(INSERT, "never committed");
            throw new IllegalArgumentException("the application gives up");
        })));
        seen.add(transaction.execute(status -> {
            int inserted = jdbc.update(INSERT, "ann");
            Object savepoint = status.createSavepoint();
            jdbc.update(INSERT, "bob");
            seen.add(Failure.of(() -> jdbc.update(INSERT, "ann")));
            status.rollbackToSavepoint(savepoint);
            return inserted + jdbc.update("update customers set visits = 5");
        }));
        TransactionTemplate readOnly = new TransactionTemplate(manager);
        readOnly.setReadOnly(true);
        seen.add(Failure.of(() -> readOnly.execute(status -> jdbc.update(INSERT, "refused"))));
        seen.add(transaction.execute(status -> jdbc.update(INSERT, "cid")));
        return seen;
    }
}
