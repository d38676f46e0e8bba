package dev.typesync.frameworks.tools.flyway;

import dev.typesync.frameworks.UrlChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** All that Flyway does with a database. Returns what it reported. */
public final class Migrations implements UrlChange.Program<List<Object>> {
    @Override
    public List<Object> run(String url) {
        List<Object> seen = new ArrayList<>();
        Flyway flyway = configuration(url, "good").load();
        seen.add(flyway.migrate().migrationsExecuted);
        seen.add(flyway.migrate().migrationsExecuted);
        seen.addAll(states(flyway));
        flyway.validate();
        seen.add(error(() -> configuration(url, "good", "failing").load().migrate()));
        seen.addAll(states(configuration(url, "good", "failing").load()));
        seen.add(error(() -> configuration(url, "changed").load().validate()));
        seen.addAll(scratch(url));
        return seen;
    }

    /** A schema of its own: it is cleaned in the end. */
    private static List<Object> scratch(String url) {
        Flyway flyway =
                configuration(url, "good").schemas("scratch").target("4").load();
        flyway.migrate();
        List<Object> seen = new ArrayList<>(flyway.clean().schemasDropped);
        Flyway based =
                configuration(url, "good").schemas("based").baselineVersion("5").load();
        seen.add(based.baseline().baselineVersion);
        seen.addAll(states(based));
        return seen;
    }

    public static FluentConfiguration configuration(String url, String... folders) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(url, null, null)
                .locations(
                        Arrays.stream(folders).map("classpath:flyway/"::concat).toArray(String[]::new))
                .placeholders(Map.of("seller", "Ann"))
                .mixed(true)
                .cleanDisabled(false)
                // Flyway's own lock would keep CREATE INDEX CONCURRENTLY waiting.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
    }

    private static List<String> states(Flyway flyway) {
        return Arrays.stream(flyway.info().all())
                .map(each -> each.getScript() + " " + each.getState())
                .toList();
    }

    private static String error(Runnable step) {
        try {
            step.run();
            return "none";
        } catch (FlywayException e) {
            return e.getMessage();
        }
    }
}
