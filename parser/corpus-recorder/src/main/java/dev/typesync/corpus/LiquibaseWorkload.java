package dev.typesync.corpus;

import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Updates with a change log, tags, rolls back, updates again and drops everything. */
final class LiquibaseWorkload implements FrameworkWorkload {
    private static final String CHANGE_LOG = "dev/typesync/corpus/liquibase/changelog.yaml";

    @Override
    public String framework() {
        return "Liquibase 4.33.0";
    }

    @Override
    public void run(DataSource database) throws Exception {
        System.setProperty("liquibase.analytics.enabled", "false");
        System.setProperty("liquibase.showBanner", "false");
        Map<String, Object> quiet = Map.of(Scope.Attr.ui.name(), new LoggerUIService());
        try (Connection connection = database.getConnection()) {
            Database target =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            Liquibase liquibase = new Liquibase(CHANGE_LOG, new ClassLoaderResourceAccessor(), target);
            Scope.child(quiet, () -> work(liquibase));
        }
    }

    private static void work(Liquibase liquibase) throws Exception {
        Contexts all = new Contexts();
        liquibase.update(1, all, new LabelExpression());
        liquibase.tag("empty");
        liquibase.update(all);
        liquibase.rollback("empty", all);
        liquibase.update(all);
        liquibase.clearCheckSums();
        liquibase.update(all);
        liquibase.dropAll();
    }
}
