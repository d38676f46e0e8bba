package dev.typesync.jartest.differential;

import java.util.Optional;

/** What surrounds the ordinary program: more tables, and steps that change the catalog or the session. */
enum Surroundings {
    ORDINARY("", ""),
    /** Triggers come and go; foreign keys have all actions; keys and columns are enums. */
    TRIGGERS(TriggerTables.DDL, TriggerTables.COLLECTIONS),
    /** The catalog changes between and inside transactions. */
    DDL(Shapes.DDL, Shapes.COLLECTIONS),
    /** The application changes settings of its session and its role. */
    SETTINGS(SettingTables.DDL, SettingTables.COLLECTIONS),
    /** Other people's functions, operators and casts come before those of PostgreSQL. */
    HOSTILE(HostileSchema.DDL, "");

    private final String ddl;
    private final String collections;

    Surroundings(String ddl, String collections) {
        this.ddl = ddl;
        this.collections = collections;
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
        return switch (this) {
            case TRIGGERS -> Optional.of(new Triggers(side, randomSql));
            case DDL -> Optional.of(new Shapes(side, randomSql));
            case SETTINGS -> Optional.of(new Settings(side, randomSql));
            case ORDINARY, HOSTILE -> Optional.empty();
        };
    }
}
