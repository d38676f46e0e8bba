package dev.typesync.jartest.chaos;

import dev.typesync.testkit.Deployment;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks every second, while everything fails, for what must never be: a search that finds a change that was rolled
 * back, and more connections of typesync than promised. Used by one thread.
 */
final class Watch {
    private static final Pattern FOUND = Pattern.compile("\"found\":(\\d+)");
    private static final List<String> WITH_TITLES = List.of("items", "articles", "cheap_items");

    /** Looks in a row that must see too many connections: PostgreSQL needs a moment to end a backend. */
    private static final int LOOKS = 3;

    private final Installation installation;
    private final List<String> problems = new ArrayList<>();
    private final int[] tooMany = new int[Installation.PROCESSES];
    private int mostConnections;
    private long longestWaitMillis;
    private int searches;
    private int unansweredSearches;

    Watch(Installation installation) {
        this.installation = installation;
    }

    void look() {
        WITH_TITLES.forEach(this::searchGhosts);
        lookIntoDatabase();
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    int mostConnections() {
        return mostConnections;
    }

    /** The longest time that a key waited in the outbox, by its looks; with faults it may be long. */
    long longestWaitMillis() {
        return longestWaitMillis;
    }

    /** How many searches were answered. */
    String searches() {
        return searches + " of " + (searches + unansweredSearches);
    }

    private void searchGhosts(String collection) {
        Deployment deployment = installation.deployment();
        String path = "/collections/" + deployment.collectionPrefix() + collection + "/documents/search?q="
                + ChaosStatements.GHOST + "&query_by=title&num_typos=0&prefix=false";
        try {
            HttpResponse<String> answer = installation.typesense().request("GET", path, null);
            Matcher found = FOUND.matcher(answer.body());
            if (answer.statusCode() == 200 && found.find()) {
                searches++;
                if (!found.group(1).equals("0")) {
                    problems.add("a search finds what was rolled back: " + answer.body());
                }
            }
        } catch (UncheckedIOException e) {
            unansweredSearches++; // Typesense is killed just now
        }
    }

    private void lookIntoDatabase() {
        try (Connection connection = installation.deployment().connectPlain()) {
            longestWaitMillis = Math.max(longestWaitMillis, OutboxHistory.longestWaitMillis(connection));
            List<Long> ports = TypesyncBackends.clientPorts(connection);
            for (int process = 0; process < Installation.PROCESSES; process++) {
                Set<Integer> own = installation.toDatabase().get(process).portsAtServer();
                int count = (int) ports.stream()
                        .filter(port -> own.contains(port.intValue()))
                        .count();
                mostConnections = Math.max(mostConnections, count);
                tooMany[process] = count > ChaosLimits.CONNECTIONS ? tooMany[process] + 1 : 0;
                if (tooMany[process] == LOOKS) {
                    problems.add("application " + process + ": typesync has " + count + " connections");
                }
            }
        } catch (SQLException e) {
            Arrays.fill(tooMany, 0); // PostgreSQL is down just now
        }
    }
}
