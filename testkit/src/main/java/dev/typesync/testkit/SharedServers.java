package dev.typesync.testkit;

/**
 * One server of each kind for all tests of a JVM, started when first asked for and never closed: the watchdog ends
 * them with the JVM. Tests that kill or restart a server start one of their own; tests that share one take a database
 * of their own and a collection prefix of their own.
 */
public final class SharedServers {
    private SharedServers() {}

    public static PostgresServer postgres() {
        return Postgres.SERVER;
    }

    public static TypesenseServer typesense() {
        return Typesense.SERVER;
    }

    private static final class Postgres {
        private static final PostgresServer SERVER = PostgresServer.start();
    }

    private static final class Typesense {
        private static final TypesenseServer SERVER = TypesenseServer.start();
    }
}
