package dev.typesync.jdbc.hostile;

import dev.typesync.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The log of a server that logs each statement. */
record ServerLog(PostgresServer server) {
    private static final Pattern STATEMENT = Pattern.compile("LOG:  (?:statement|execute [^:]*): (.*)", Pattern.DOTALL);

    static ServerLog of(PostgresServer server) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set log_line_prefix = 'entry %d %u '");
            statement.execute("alter system set log_statement = 'all'");
            statement.execute("select pg_reload_conf()");
        }
        return new ServerLog(server);
    }

    /** The messages of one role's sessions in one database, in order. */
    List<String> messages(String database, String role) throws IOException {
        String prefix = "entry " + database + " " + role + " ";
        List<String> found = new ArrayList<>();
        boolean mine = false;
        for (String line : Files.readAllLines(server.log())) {
            if (line.startsWith("entry ")) {
                mine = line.startsWith(prefix);
                if (mine) {
                    found.add(line.substring(prefix.length()));
                }
            } else if (mine) { // the rest of a message of several lines begins with a tab
                found.set(found.size() - 1, found.get(found.size() - 1) + "\n" + line.strip());
            }
        }
        return found;
    }

    /** The different texts that the role sent. */
    Set<String> statements(String database, String role) throws IOException {
        Set<String> found = new LinkedHashSet<>();
        for (String message : messages(database, role)) {
            Matcher statement = STATEMENT.matcher(message);
            if (statement.matches()) {
                found.add(statement.group(1));
            }
        }
        return found;
    }
}
