package dev.typesync.corpus;

import javax.sql.DataSource;

/** A framework at work, as applications use it. Runs once, in a database of its own. */
interface FrameworkWorkload {
    /** Name and version as the corpus cites them. */
    String framework();

    void run(DataSource database) throws Exception;
}
