package dev.typesync.testkit;

/**
 * One server of each kind for all tests of a JVM. A server starts on first use and is never closed: the watchdog ends
 * it with the JVM. Tests that kill or restart a server start their own. Tests that share a server use their own
 * database and their own collection prefix. Thread-safe.
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
