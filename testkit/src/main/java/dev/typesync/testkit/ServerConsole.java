package dev.typesync.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/**
 * Runs both servers for a program in another process. Prints the URL and the API key of Typesense, one per line. Then
 * it reads one command per line and answers each with one line: {@code database} with the JDBC URL of a new, empty
 * database; {@code kill} (SIGKILL) and {@code restart}, both for Typesense, and {@code keep}, which keeps the servers
 * running after standard input ends, with {@code done}. A Typesense of {@code TYPESENSE_URL} is not killed; the answer
 * is then {@code refused}.
 */
public final class ServerConsole {
    private final PostgresServer postgres;
    private final TypesenseServer typesense;
    private final PrintStream output;
    private boolean keep;

    private ServerConsole(PostgresServer postgres, TypesenseServer typesense, PrintStream output) {
        this.postgres = postgres;
        this.typesense = typesense;
        this.output = output;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (PostgresServer postgres = PostgresServer.start();
                TypesenseServer typesense = TypesenseServer.start()) {
            PrintStream output = new PrintStream(System.out, true, UTF_8);
            new ServerConsole(postgres, typesense, output)
                    .run(new BufferedReader(new InputStreamReader(System.in, UTF_8)));
        }
    }

    private void run(BufferedReader commands) throws IOException, InterruptedException {
        output.println(typesense.url());
        output.println(typesense.apiKey());
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            output.println(execute(command));
        }
        if (keep) {
            new CountDownLatch(1).await(); // waits until this process is killed; then the watchdog ends the servers
        }
    }

    private String execute(String command) {
        switch (command) {
            case "kill" -> {
                if (!typesense.isOwn()) {
                    return "refused";
                }
                typesense.kill9();
            }
            case "restart" -> typesense.restart();
            case "keep" -> keep = true;
            case "database" -> {
                return postgres.url(postgres.createDatabase());
            }
            default ->
                throw new IllegalArgumentException(
                        "unknown command '" + command + "'; known: kill, restart, database, keep");
        }
        return "done";
    }
}
