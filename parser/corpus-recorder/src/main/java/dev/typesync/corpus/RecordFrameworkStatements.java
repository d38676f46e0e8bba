package dev.typesync.corpus;

import dev.typesync.testkit.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Runs each workload in a new database and writes the statements to the file that the first argument names. Further
 * arguments select the frameworks to run, such as {@code Flyway}.
 */
public final class RecordFrameworkStatements {
    private static final List<FrameworkWorkload> WORKLOADS = List.of(
            new HibernateWorkload(),
            new JooqWorkload(),
            new MyBatisWorkload(),
            new SpringWorkload(),
            new FlywayWorkload(),
            new LiquibaseWorkload(),
            new QuartzWorkload(),
            new PgbenchWorkload());

    private RecordFrameworkStatements() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("the first argument must name the file to write");
        }
        List<String> names = List.of(arguments).subList(1, arguments.length);
        List<FrameworkWorkload> workloads = WORKLOADS.stream()
                .filter(workload -> names.isEmpty() || names.stream().anyMatch(workload.framework()::startsWith))
                .toList();
        RecordedStatements statements = new RecordedStatements();
        try (PostgresServer server = PostgresServer.start()) {
            for (FrameworkWorkload workload : workloads) {
                run(workload, server, statements);
                System.out.printf("%5d  %s%n", statements.countOf(workload.framework()), workload.framework());
            }
        }
        statements.write(Path.of(arguments[0]));
    }

    private static void run(FrameworkWorkload workload, PostgresServer server, RecordedStatements statements)
            throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(server.url(server.createDatabase()));
        workload.run(RecordingJdbc.wrap(database, sql -> statements.add(workload.framework(), sql)));
    }
}
