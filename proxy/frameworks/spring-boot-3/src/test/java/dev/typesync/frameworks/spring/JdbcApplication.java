package dev.typesync.frameworks.spring;

import dev.typesync.frameworks.UrlChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An application with Spring's JDBC and without JPA, and its unit of work. */
@WithoutJpa
class JdbcApplication {
    static final String DDL = "create table books (id int generated always as identity primary key,"
            + " title text not null unique, pages int)";
    static final String COLLECTIONS = "collections: { books: {} }\n";

    /** Returns what the application saw. */
    static List<Object> work(ApplicationContext context) {
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        JdbcClient client = context.getBean(JdbcClient.class);
        TransactionTemplate transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));

        List<Object> seen = new ArrayList<>();
        GeneratedKeyHolder keys = new GeneratedKeyHolder();
        seen.add(client.sql("insert into books (title, pages) values (:title, :pages)")
                .param("title", "Emma")
                .param("pages", 474)
                .update(keys, "id"));
        seen.add(keys.getKeyList());
        seen.add(jdbc.batchUpdate(
                        "insert into books (title) values (?)",
                        List.of(new Object[] {"Ulysses"}, new Object[] {"Dracula"}))
                .length);
        transaction.executeWithoutResult(status -> {
            seen.add(jdbc.update("update books set pages = 730 where title = 'Ulysses'"));
            seen.add(jdbc.update("delete from books where title = 'Dracula'"));
        });
        transaction.executeWithoutResult(status -> {
            seen.add(jdbc.update("delete from books"));
            status.setRollbackOnly();
        });
        seen.add(failure(() -> jdbc.update("insert into books (title) values ('Emma')")));
        List<Map<String, Object>> rows =
                client.sql("select * from books order by id").query().listOfRows();
        seen.add(rows);
        return seen;
    }

    static void verify(UrlChange change) throws SQLException {
        change.requireEqualRows("select * from books order by id");
        change.awaitDocuments("books", "select id::text, title, pages from books");
    }

    private static String failure(Runnable action) {
        try {
            action.run();
            return "none";
        } catch (DataAccessException e) {
            SQLException cause = (SQLException) e.getMostSpecificCause();
            return e.getClass().getSimpleName() + " " + cause.getSQLState() + " " + cause.getMessage();
        }
    }
}
