package dev.typesync.frameworks.tools;

import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import liquibase.command.CommandScope;
import liquibase.exception.CommandExecutionException;

/** Liquibase's commands on one database. */
record LiquibaseCommands(String url) {
    void run(String command, Map<String, Object> arguments) throws CommandExecutionException {
        CommandScope scope = new CommandScope(command);
        scope.setOutput(OutputStream.nullOutputStream());
        scope.addArgumentValue("url", url);
        arguments.forEach(scope::addArgumentValue);
        scope.execute();
    }

    /** The message of the error, with the name of the database left out. */
    String error(String command, Map<String, Object> arguments) {
        try {
            run(command, arguments);
            return "none";
        } catch (CommandExecutionException e) {
            return e.getMessage();
        }
    }

    /** What Liquibase recorded, and whether its lock is free. */
    List<String> log() throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select orderexecuted || ' ' || id || ' ' || exectype || ' ' || md5sum || ' ' || coalesce(tag, '')
                        from databasechangelog
                        union all select 'locked: ' || locked from databasechangeloglock
                        order by 1""")) {
            while (row.next()) {
                lines.add(row.getString(1));
            }
        }
        return lines;
    }
}
