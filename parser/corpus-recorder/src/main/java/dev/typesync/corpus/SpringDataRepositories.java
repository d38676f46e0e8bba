package dev.typesync.corpus;

import dev.typesync.corpus.entities.Shelf;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionManager;

/** Saves, changes and deletes aggregates of Spring Data JDBC, with a single child, a list and a map. */
final class SpringDataRepositories {
    private static final List<String> TABLES = List.of(
            "create table shelf (id bigserial primary key, version int, place text)",
            "create table volume (shelf bigint references shelf, shelf_key int, title text)",
            "create table label (shelf bigint references shelf, shelf_key text, colour text)",
            "create table owner (shelf bigint primary key references shelf, name text)");

    private SpringDataRepositories() {}

    static void run(DataSource database) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(DataSource.class, () -> database);
            context.register(Application.class);
            context.refresh();
            NamedParameterJdbcOperations jdbc = context.getBean(NamedParameterJdbcOperations.class);
            TABLES.forEach(sql -> jdbc.getJdbcOperations().execute(sql));
            work(context.getBean(JdbcAggregateTemplate.class));
        }
    }

    private static void work(JdbcAggregateTemplate template) {
        Shelf saved = template.save(Shelf.at("hall"));
        saved.place = "attic";
        template.save(saved);
        template.insertAll(List.of(Shelf.at("cellar"), Shelf.at("porch")));
        template.delete(saved);
        template.deleteAllById(List.of(2L, 3L), Shelf.class);
        template.deleteAll(Shelf.class);
    }

    /** The beans that Spring Data JDBC needs. */
    @Configuration
    static class Application extends AbstractJdbcConfiguration {
        @Bean
        NamedParameterJdbcOperations operations(DataSource database) {
            return new NamedParameterJdbcTemplate(database);
        }

        @Bean
        TransactionManager transactions(DataSource database) {
            return new DataSourceTransactionManager(database);
        }
    }
}
