package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DDL is reported at its COMMIT, so that a collection that waits for its table looks for it. */
class CommittedDdlIT {
    private final AtomicInteger reports = new AtomicInteger();
    private CapturedDatabase database;

    @BeforeEach
    void open() throws Exception {
        database = new CapturedDatabase(List.of("books"), "create table other (id int primary key)");
        database.bus.onDefinitionChange(reports::incrementAndGet);
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    @Test
    void reportsAStatementUnderAutocommit() throws Exception {
        database.execute("create table books (id int primary key)");
        assertThat(reports).hasValue(1);
    }

    @Test
    void reportsATransactionAtItsCommit() throws Exception {
        database.captured.setAutoCommit(false);
        database.execute("create table books (id int primary key)");
        database.execute("insert into books values (1)");
        assertThat(reports).hasValue(0);
        database.captured.commit();
        assertThat(reports).hasValue(1);
    }

    @Test
    void reportsATransactionThatSqlCommits() throws Exception {
        database.execute("begin");
        database.execute("alter table other rename to books");
        assertThat(reports).hasValue(0);
        database.execute("commit");
        assertThat(reports).hasValue(1);
    }

    @Test
    void reportsNothingThatIsRolledBack() throws Exception {
        database.captured.setAutoCommit(false);
        database.execute("create table books (id int primary key)");
        database.captured.rollback();
        database.execute("insert into other values (1)");
        database.captured.commit();
        assertThat(reports).hasValue(0);
    }

    @Test
    void reportsNoTemporaryTableAndNoRows() throws Exception {
        database.execute("create temporary table books (id int primary key)");
        database.execute("insert into other values (1)");
        assertThat(reports).hasValue(0);
    }
}
