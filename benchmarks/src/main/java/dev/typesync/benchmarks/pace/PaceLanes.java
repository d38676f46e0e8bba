package dev.typesync.benchmarks.pace;

import dev.typesync.testkit.Deployment;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.TypesenseServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Sets the lanes up: PostgreSQL with a table of 50,000 rows, Typesense, and an application. */
final class PaceLanes {
    /** The name of the table, and without its prefix that of the collection. */
    static final String TABLE = "item";

    private static final String DDL = "create table item (id int primary key, title text, version int not null);"
            + " insert into item select n, 'title ' || n, 0 from generate_series(1, 50000) n";
    private static final String SCHEMA =
            "{\"name\": \"item\", \"fields\": [{\"name\": \"title\", \"type\": \"string\", \"optional\": true},"
                    + " {\"name\": \"version\", \"type\": \"int32\", \"optional\": true}]}";
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private PaceLanes() {}

    static PaceLane bare() throws IOException, SQLException {
        PostgresServer postgres = PostgresServer.start();
        String database = database(postgres);
        return PaceLane.start(
                "bare", postgres, postgres.url(database), TypesenseServer.start(), CLASS_PATH, postgres.url(database));
    }

    static PaceLane typesync(Path directory) throws IOException, SQLException {
        PostgresServer postgres = PostgresServer.start();
        TypesenseServer typesense = TypesenseServer.start();
        Deployment shop = Deployment.create(postgres, typesense, directory, DDL, "collections: { item: {} }\n");
        // no other settings than the defaults, and no prefix
        Files.writeString(
                shop.configuration(),
                "typesense: { nodes: [%s], apiKey: \"%s\" }%ncollections: { item: {} }%n"
                        .formatted(typesense.url(), typesense.apiKey()));
        return PaceLane.start("typesync", postgres, shop.plainUrl(), typesense, CLASS_PATH, shop.url());
    }

    static PaceLane debezium() throws IOException, SQLException {
        PostgresServer postgres = PostgresServer.start();
        execute(postgres, "postgres", "alter system set wal_level = logical");
        postgres.kill9();
        postgres.restart();
        TypesenseServer typesense = TypesenseServer.start();
        HttpResponse<String> created = typesense.request("POST", "/collections", SCHEMA);
        if (created.statusCode() != 201) {
            throw new IllegalStateException("the collection was refused: " + created.body());
        }
        String database = database(postgres);
        return PaceLane.start(
                "Debezium",
                postgres,
                postgres.url(database),
                typesense,
                CLASS_PATH,
                postgres.url(database),
                String.valueOf(postgres.port()),
                database,
                typesense.url() + "/collections/" + TABLE + "/documents/import?action=upsert",
                typesense.apiKey());
    }

    private static String database(PostgresServer postgres) throws SQLException {
        String database = postgres.createDatabase();
        execute(postgres, database, DDL);
        return database;
    }

    private static void execute(PostgresServer postgres, String database, String sql) throws SQLException {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
