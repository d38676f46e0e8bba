package dev.typesync.corpus;

import javax.sql.DataSource;

/** Uses a framework as applications do. Runs once, in a new database. */
interface FrameworkWorkload {
    /** The name and version, as the corpus quotes them. */
    String framework();

    void run(DataSource database) throws Exception;
}
