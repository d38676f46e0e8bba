package dev.typesync.frameworks.spring;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.support.ListItemReader;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/** A job that imports titles, two at a time. The fourth is in the first chunk already. */
@WithoutJpa
class BatchApplication {
    private static final List<String> TITLES = List.of("Emma", "Ulysses", "Dracula", "Emma");

    @Bean
    Job importBooks(JobRepository repository, Step importTitles) {
        return new JobBuilder("importBooks", repository).start(importTitles).build();
    }

    @Bean
    Step importTitles(JobRepository repository, PlatformTransactionManager transactions, DataSource dataSource) {
        return new StepBuilder("importTitles", repository)
                .<String, String>chunk(2)
                .transactionManager(transactions)
                .reader(new ListItemReader<>(TITLES))
                .writer(new JdbcBatchItemWriterBuilder<String>()
                        .dataSource(dataSource)
                        .sql("insert into books (title) values (?)")
                        .itemPreparedStatementSetter((title, statement) -> statement.setString(1, title))
                        .build())
                .build();
    }
}
