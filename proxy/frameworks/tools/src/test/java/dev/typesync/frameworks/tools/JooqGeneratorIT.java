package dev.typesync.frameworks.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.typesync.frameworks.UrlChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JooqGeneratorIT {
    private static final String DDL = """
            create table books (id int generated always as identity primary key, title text not null);
            create view titles as select title from books;
            create type mood as enum ('sad', 'ok');
            create function twice(n int) returns int language sql as 'select 2 * n';""";

    @TempDir
    private Path directory;

    @Test
    void generatesTheSameCodeIfTheDriverIsNamed() throws Exception {
        UrlChange change = UrlChange.create(directory, DDL, "collections: { books: {} }\n");

        Map<String, String> plain = generate(change.plain().plainUrl(), "org.postgresql.Driver");
        Map<String, String> prefixed = generate(change.prefixed().url(), "dev.typesync.jdbc.TypesyncDriver");

        assertThat(plain.keySet()).anyMatch(name -> name.endsWith("tables/Books.java"));
        assertThat(prefixed).isEqualTo(plain);
        assertThat(change.marks()).isEmpty();
    }

    @Test
    void cannotConnectIfTheDriverIsNotNamed() throws Exception {
        UrlChange change = UrlChange.create(directory, DDL, "collections: { books: {} }\n");
        String url = change.prefixed().url();

        assertThatThrownBy(() -> generate(url, null)).hasMessageContaining("Cannot connect to database");
    }

    private Map<String, String> generate(String url, String driver) throws Exception {
        Path target = Files.createTempDirectory(directory, "generated");
        GenerationTool.generate(new Configuration()
                .withLogging(Logging.FATAL)
                .withJdbc(new Jdbc().withUrl(url).withDriver(driver))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.postgres.PostgresDatabase")
                                .withInputSchema("public"))
                        .withTarget(new Target().withPackageName("shop").withDirectory(target.toString()))));
        return contents(target);
    }

    private static Map<String, String> contents(Path target) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(target)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(target.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
