package dev.typesync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.testkit.SharedServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlQuotingIT {
    private static final List<String> NAMES = List.of("books", "Order", "order", "a\"b", "a\\'b", "größe", "'", "\\");

    @Test
    void serverReadsEveryNameAndValueAsItWas() throws SQLException {
        try (Connection connection = SharedServers.postgres().connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String name : NAMES) {
                assertThat(label(statement, SqlQuoting.identifier(name))).isEqualTo(name);
                assertThat(value(statement, SqlQuoting.standardLiteral(name))).isEqualTo(name);
                assertThat(value(statement, "quote_ident(" + SqlQuoting.literal(name) + ")"))
                        .isEqualTo(SqlQuoting.quoteIdent(name));
            }
        }
    }

    @Test
    void literalDoesNotDependOnStandardConformingStrings() throws SQLException {
        try (Connection connection = SharedServers.postgres().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("set standard_conforming_strings = off");
            for (String name : NAMES) {
                assertThat(value(statement, SqlQuoting.literal(name))).isEqualTo(name);
            }
        }
    }

    private static String label(Statement statement, String identifier) throws SQLException {
        try (ResultSet row = statement.executeQuery("select 1 as " + identifier)) {
            return row.getMetaData().getColumnLabel(1);
        }
    }

    private static String value(Statement statement, String expression) throws SQLException {
        try (ResultSet row = statement.executeQuery("select " + expression)) {
            row.next();
            return row.getString(1);
        }
    }
}
