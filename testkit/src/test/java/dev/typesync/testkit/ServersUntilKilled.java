package dev.typesync.testkit;

import java.io.IOException;

/** Starts both servers, prints their process ids in one line, and waits until it is killed. */
final class ServersUntilKilled {
    private ServersUntilKilled() {}

    public static void main(String[] arguments) throws IOException {
        long postgres = PostgresServer.start().pid();
        long typesense = TypesenseServer.start().pid();
        System.out.println(postgres + " " + typesense);
        if (System.in.read() >= 0) {
            throw new IOException("standard input must stay empty");
        }
    }
}
