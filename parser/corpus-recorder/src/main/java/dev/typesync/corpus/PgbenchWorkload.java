package dev.typesync.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The built-in scripts of pgbench, as {@code pgbench --show-script} prints them, and the statements of
 * {@code pgbench -i}. Values are in the text as in its simple protocol, and $n as in its prepared protocol.
 */
final class PgbenchWorkload implements FrameworkWorkload {
    private static final Pattern VARIABLE = Pattern.compile(":[a-z]+");

    @Override
    public String framework() {
        return "pgbench 18";
    }

    @Override
    public void run(DataSource database) throws SQLException, IOException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statementsOf("initialize.sql")) {
                statement.execute(sql);
            }
            for (String sql : statementsOf("scripts.sql")) {
                statement.execute(VARIABLE.matcher(sql).replaceAll("1"));
                connection.prepareStatement(withNumberedParameters(sql)).close();
            }
        }
    }

    private static String withNumberedParameters(String sql) {
        List<String> variables = VARIABLE.matcher(sql)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        return VARIABLE.matcher(sql).replaceAll(match -> "\\$" + (variables.indexOf(match.group()) + 1));
    }

    private static List<String> statementsOf(String script) throws IOException {
        String path = "pgbench/" + script;
        try (InputStream stream = Objects.requireNonNull(PgbenchWorkload.class.getResourceAsStream(path), path)) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.substring(0, line.length() - 1))
                    .toList();
        }
    }
}
