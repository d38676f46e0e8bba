package dev.typesync.benchmarks.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The application, in a JVM of its own. It opens one connection and prints {@value #CONNECTED}. Then it executes each
 * line of its input as SQL, under autocommit. The line {@value #HEAP} is answered by the use of the heap. It ends with
 * its input.
 */
public final class Application {
    static final String CONNECTED = "connected";
    static final String HEAP = "heap";

    private Application() {}

    /** The arguments are the URL, and whether there is a full garbage collection each second. */
    public static void main(String[] arguments) throws SQLException, IOException {
        PeakHeap heap = PeakHeap.record(Boolean.parseBoolean(arguments[1]));
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                Connection connection = DriverManager.getConnection(arguments[0]);
                Statement statement = connection.createStatement()) {
            System.out.println(CONNECTED);
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                if (line.equals(HEAP)) {
                    System.out.println(heap.text());
                } else {
                    statement.execute(line);
                }
            }
        }
    }
}
