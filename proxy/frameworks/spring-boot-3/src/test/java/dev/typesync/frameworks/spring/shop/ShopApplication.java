package dev.typesync.frameworks.spring.shop;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** Adds a book, and ends. */
@SpringBootApplication(proxyBeanMethods = false)
public class ShopApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }

    @Bean
    ApplicationRunner addBook(JdbcTemplate jdbc) {
        return arguments -> jdbc.update("insert into books (title) select 'book ' || count(*) from books");
    }
}
