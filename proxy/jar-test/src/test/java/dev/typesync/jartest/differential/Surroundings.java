package dev.typesync.jartest.differential;

import java.util.Optional;
import java.util.function.BiFunction;

/** What surrounds the ordinary program: more tables, and steps that change the catalog or the session. */
enum Surroundings {
    ORDINARY("", "", (side, randomSql) -> null),
    /** Triggers come and go; foreign keys have all actions; keys and columns are enums. */
    TRIGGERS(TriggerTables.DDL, TriggerTables.COLLECTIONS, Triggers::new),
    /** The catalog changes between and inside transactions. */
    DDL(Shapes.DDL, Shapes.COLLECTIONS, Shapes::new),
    /** The application changes settings of its session and its role. */
    SETTINGS(SettingTables.DDL, SettingTables.COLLECTIONS, Settings::new),
    /** Other people's functions, operators and casts come before those of PostgreSQL. */
    HOSTILE(HostileSchema.DDL, "", (side, randomSql) -> null);

    private final String ddl;
    private final String collections;
    private final BiFunction<Side, RandomSql, Subject> subject;

    Surroundings(String ddl, String collections, BiFunction<Side, RandomSql, Subject> subject) {
        this.ddl = ddl;
        this.collections = collections;
        this.subject = subject;
    }

    /** What the program does in addition. */
    interface Subject {
        void step();
    }

    /** Comes after that of {@link Tables}. */
    String ddl() {
        return ddl;
    }

    /** Lines of YAML after those of {@link Tables}. */
    String collections() {
        return collections;
    }

    /** In a hostile schema pgjdbc's own questions fail, which it asks for an updatable result. */
    boolean hasUpdatableResults() {
        return this != HOSTILE;
    }

    /** Come after the others in the URL. */
    String urlParameters() {
        return this == HOSTILE ? "&" + HostileSchema.SEARCH_PATH : "";
    }

    Optional<Subject> subject(Side side, RandomSql randomSql) {
        return Optional.ofNullable(subject.apply(side, randomSql));
    }
}
