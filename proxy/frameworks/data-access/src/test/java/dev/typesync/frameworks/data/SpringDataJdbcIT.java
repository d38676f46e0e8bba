package dev.typesync.frameworks.data;

import dev.typesync.frameworks.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

class SpringDataJdbcIT {
    @TempDir
    private Path directory;

    @Test
    void writesAggregates() throws Exception {
        Customers.compare(directory, url -> {
            try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
                context.registerBean(DataSource.class, () -> new DriverManagerDataSource(url));
                context.register(Application.class);
                context.refresh();
                return work(context.getBean(Repository.class));
            }
        });
    }

    /** A row of the table. */
    @Table("customers")
    record Customer(
            @Id Integer id,
            String email,
            String name,
            int visits,
            @Version Integer version) {
        static Customer of(String email) {
            return new Customer(null, email, null, 0, null);
        }
    }

    interface Repository extends CrudRepository<Customer, Integer> {
        @Modifying
        @Query("update customers set name = :name where email like :pattern")
        int rename(String name, String pattern);

        int deleteByEmail(String email);
    }

    @Configuration
    @EnableJdbcRepositories(basePackageClasses = SpringDataJdbcIT.class, considerNestedRepositories = true)
    static class Application extends AbstractJdbcConfiguration {
        @Bean
        NamedParameterJdbcOperations operations(DataSource source) {
            return new NamedParameterJdbcTemplate(source);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource source) {
            return new JdbcTransactionManager(source);
        }
    }

    private static List<Object> work(Repository repository) {
        List<Object> seen = new ArrayList<>();
        Customer ann = repository.save(Customer.of("ann"));
        seen.add(ann);
        repository
                .saveAll(IntStream.range(0, 12)
                        .mapToObj(number -> Customer.of("customer " + number))
                        .toList())
                .forEach(seen::add);
        Customer renamed = repository.save(new Customer(ann.id(), "ann", "Ann", 3, ann.version()));
        seen.add(renamed);
        seen.add(Failure.of(() -> repository.save(ann))); // an older version
        seen.add(Failure.of(() -> repository.saveAll(List.of(Customer.of("never committed"), Customer.of("ann")))));
        seen.add(repository.rename("One", "customer 1%"));
        repository.deleteById(4);
        seen.add(repository.deleteByEmail("customer 5"));
        repository.findAll().forEach(seen::add);
        return seen;
    }
}
