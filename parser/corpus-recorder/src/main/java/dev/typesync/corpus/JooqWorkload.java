package dev.typesync.corpus;

import java.util.List;
import javax.sql.DataSource;
import org.jooq.Constants;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;

/** The DSL's writes, with quoted and unquoted names, with parameters and with inlined values. */
final class JooqWorkload implements FrameworkWorkload {
    @Override
    public String framework() {
        return "jOOQ " + Constants.FULL_VERSION;
    }

    @Override
    public void run(DataSource database) {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        JooqTables.create(DSL.using(database, SQLDialect.POSTGRES));
        for (StatementType type : StatementType.values()) {
            for (RenderQuotedNames quoted : List.of(RenderQuotedNames.ALWAYS, RenderQuotedNames.NEVER)) {
                Settings settings = new Settings().withStatementType(type).withRenderQuotedNames(quoted);
                work(DSL.using(database, SQLDialect.POSTGRES, settings));
            }
        }
        work(DSL.using(database, SQLDialect.POSTGRES, new Settings().withRenderFormatted(true)));
    }

    private static void work(DSLContext jooq) {
        JooqInserts.run(jooq);
        JooqChanges.run(jooq);
        jooq.truncate(JooqTables.BOOK).restartIdentity().cascade().execute();
    }
}
