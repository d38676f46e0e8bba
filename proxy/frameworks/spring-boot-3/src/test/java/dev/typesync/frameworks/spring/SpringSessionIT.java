package dev.typesync.frameworks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.frameworks.UrlChange;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A web application whose sessions are rows, with Actuator. */
class SpringSessionIT {
    @TempDir
    private Path directory;

    @Test
    void sessionsAreRowsAndTheHealthIsThatOfTheDatabase() throws Exception {
        UrlChange change = UrlChange.create(directory, "select 1", "collections: { spring_session: {} }\n");

        change.compare(url -> {
            try (ConfigurableApplicationContext context = Boot.start(
                    SessionApplication.class,
                    "spring.datasource.url=" + url,
                    "spring.main.web-application-type=servlet",
                    "server.port=0",
                    "spring.session.jdbc.initialize-schema=always",
                    "management.health.defaults.enabled=false",
                    "management.health.db.enabled=true",
                    "management.endpoint.health.show-details=always",
                    "management.endpoints.web.exposure.include=health,metrics")) {
                return visit(context.getEnvironment().getProperty("local.server.port"));
            }
        });

        change.requireEqualRows("select count(*), max(max_inactive_interval) from spring_session");
        change.awaitDocuments("spring_session", "select primary_id::text as id, s.* from spring_session s");
        assertThat(change.marks()).isEmpty();
    }

    private static List<String> visit(String port) throws Exception {
        List<String> seen = new ArrayList<>();
        for (int visitor = 0; visitor < 2; visitor++) {
            HttpClient browser =
                    HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            seen.add(get(browser, port, "/visits"));
            seen.add(get(browser, port, "/visits"));
            if (visitor == 0) {
                seen.add(get(browser, port, "/logout"));
            }
        }
        HttpClient operator = HttpClient.newHttpClient();
        seen.add(get(operator, port, "/actuator/health"));
        String metrics = get(operator, port, "/actuator/metrics/hikaricp.connections.max");
        seen.add(metrics);
        assertThat(metrics).contains("\"value\":10.0");
        return seen;
    }

    private static String get(HttpClient client, String port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }
}
