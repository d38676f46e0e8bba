package dev.typesync.replicator.ledger;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.outbox.TableId;
import dev.typesync.source.DatabaseLink;
import dev.typesync.source.Ownership;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The ledger in the database, in typesync's schema. All processes share it. Thread-safe; blocks. */
public final class DatabaseLedger implements Ledger {
    private final DatabaseLink link;
    private final OutboxSchema schema;
    private final CollectionRecords records;
    private final OutboxWriter marks;

    public DatabaseLedger(DatabaseLink link, OutboxSchema schema, Ownership ownership, String configHash) {
        this.link = link;
        this.schema = schema;
        this.records = new DatabaseRecords(link, schema, ownership, configHash);
        this.marks = new OutboxWriter(schema);
    }

    @Override
    public CollectionRecords records() {
        return records;
    }

    @Override
    public DeadLetterStore rejected(String collection) {
        return new DatabaseDeadLetterStore(link, schema, collection);
    }

    @Override
    public void mark(TableId table, String cause, @Nullable String collection) throws SQLException {
        link.execute(connection -> {
            marks.writeMark(connection, table, cause, collection);
        });
    }
}
