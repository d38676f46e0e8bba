package dev.typesync.benchmarks.delivery;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a table or its collection contains.
 *
 * @param all the number of rows or documents
 * @param newest the number of those with the largest version of the table
 */
record Contents(long all, long newest) {
    private static final Pattern FOUND = Pattern.compile("\"found\":\\s*(\\d+)");
    private static final long MISSING = -1;

    /** Whether each document of each table has the version of its row, as far as their numbers show. */
    static boolean areEqual(Installation installation, Connection plain) throws SQLException {
        for (String table : installation.tables()) {
            long version = newestVersion(plain, table);
            if (!ofRows(plain, table, version).equals(ofDocuments(installation, table, version))) {
                return false;
            }
        }
        return true;
    }

    private static long newestVersion(Connection plain, String table) throws SQLException {
        try (Statement statement = plain.createStatement();
                ResultSet row = statement.executeQuery("select coalesce(max(version), 0) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Contents ofRows(Connection plain, String table, long version) throws SQLException {
        try (Statement statement = plain.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*), count(*) filter (where version = " + version + ") from " + table)) {
            row.next();
            return new Contents(row.getLong(1), row.getLong(2));
        }
    }

    private static Contents ofDocuments(Installation installation, String table, long version) {
        return new Contents(found(installation, table, ">=0"), found(installation, table, "=" + version));
    }

    /** The number of documents, or {@value #MISSING} while there is no such collection. */
    private static long found(Installation installation, String table, String condition) {
        HttpResponse<String> response = installation
                .deployment()
                .typesense()
                .request(
                        "GET",
                        "/collections/" + installation.deployment().collectionPrefix() + table
                                + "/documents/search?q=*&per_page=0&filter_by=version:"
                                + condition.replace(">", "%3E").replace("=", "%3D"),
                        null);
        Matcher found = FOUND.matcher(response.body());
        return response.statusCode() == 200 && found.find() ? Long.parseLong(found.group(1)) : MISSING;
    }
}
