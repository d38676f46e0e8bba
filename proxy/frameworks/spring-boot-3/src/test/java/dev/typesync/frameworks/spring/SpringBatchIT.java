package dev.typesync.frameworks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.frameworks.UrlChange;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

class SpringBatchIT {
    @TempDir
    private Path directory;

    /** The second chunk holds a title of the first, so that it is rolled back and the job fails. */
    @Test
    void aJobWritesAChunkAndRollsTheNextOneBack() throws Exception {
        UrlChange change = UrlChange.create(directory, JdbcApplication.DDL, JdbcApplication.COLLECTIONS);
        change.compare(url -> {
            try (ConfigurableApplicationContext context = Boot.start(
                    BatchApplication.class,
                    "spring.datasource.url=" + url,
                    "spring.batch.jdbc.initialize-schema=always",
                    "spring.batch.job.enabled=true")) {
                return context.getBean(JdbcTemplate.class)
                        .queryForList("select step_name, status, exit_code, read_count, write_count, commit_count,"
                                + " rollback_count from batch_step_execution");
            }
        });
        JdbcApplication.verify(change);
        assertThat(change.marks()).isEmpty();
    }
}
