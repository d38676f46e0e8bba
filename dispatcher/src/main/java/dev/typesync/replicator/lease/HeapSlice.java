package dev.typesync.replicator.lease;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.outbox.SqlQuoting;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/** A part of the outbox that one short statement can work off. Immutable. */
record HeapSlice(long firstBlock) {
    /** About 8 MB: up to 100,000 rows. */
    static final int BLOCKS = 1024;

    /** The condition for the rows of the slice. Parameters: {@link #setParameters}. */
    static final String CONDITION =
            "ctid OPERATOR(pg_catalog.>=) ?::pg_catalog.tid and ctid OPERATOR(pg_catalog.<) ?::pg_catalog.tid";

    static final HeapSlice FIRST = new HeapSlice(0);

    /** The number of blocks of the outbox, dead rows included. */
    static String blockCount(OutboxSchema schema) {
        return "pg_catalog.pg_relation_size(" + SqlQuoting.literal(schema.table())
                + "::pg_catalog.regclass, 'main'::pg_catalog.text) OPERATOR(pg_catalog./)"
                + " pg_catalog.int8in(pg_catalog.textout(pg_catalog.current_setting('block_size'::pg_catalog.text)))";
    }

    HeapSlice next() {
        return new HeapSlice(firstBlock + BLOCKS);
    }

    /** Sets the parameters of {@link #CONDITION}, which have no type of their own, so that no cast is used. */
    void setParameters(PreparedStatement statement, int first) throws SQLException {
        statement.setObject(first, "(" + firstBlock + ",0)", Types.OTHER);
        statement.setObject(first + 1, "(" + next().firstBlock + ",0)", Types.OTHER);
    }
}
