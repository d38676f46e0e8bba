package dev.typesync.jartest.adoption;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/**
 * An application in a JVM of its own: it executes one statement per line of its standard input, on the connection to
 * the URL that is its argument, and prints {@code done}. It ends with its input.
 */
public final class SqlApplication {
    private SqlApplication() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Connection connection = DriverManager.getConnection(arguments[0]);
                Statement statement = connection.createStatement()) {
            for (String sql = lines.readLine(); sql != null; sql = lines.readLine()) {
                statement.execute(sql);
                System.out.println("done");
            }
        }
    }
}
