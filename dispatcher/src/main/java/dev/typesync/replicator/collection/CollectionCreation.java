package dev.typesync.replicator.collection;

import dev.typesync.document.CollectionMapping;
import dev.typesync.replicator.delivery.CollectionPipeline;
import dev.typesync.replicator.delivery.OwnerContext;
import dev.typesync.replicator.lease.OwnershipLostException;
import dev.typesync.replicator.ledger.CollectionRecords;
import dev.typesync.replicator.ledger.RecordedCollection;
import dev.typesync.replicator.ledger.RecordedDefinition;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.replicator.store.CollectionDirectory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Creates the concrete collections of a collection, and deletes those that a new one replaces. It deletes only what the
 * record says typesync made. Supervisor's thread only; blocks.
 */
final class CollectionCreation {
    /** Longer than a search takes that has looked up the alias already. */
    private static final Duration SEARCHES_IN_FLIGHT = Duration.ofSeconds(2);

    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    private final CollectionPipeline pipeline;
    private final OwnerContext context;
    private final CollectionDirectory collections;
    private final CollectionRecords records;

    CollectionCreation(CollectionPipeline pipeline, OwnerContext context) {
        this.pipeline = pipeline;
        this.context = context;
        this.collections = context.cluster().collections();
        this.records = context.ledger().records();
    }

    /** Creates a concrete collection that is to be loaded, and returns its name. */
    String create(CollectionMapping mapping) throws SQLException, OwnershipLostException {
        String concrete = collections.concreteName(
                pipeline.name(), context.timing().clock().instant());
        records.recordState(pipeline.name(), CollectionState.LOADING, null);
        // recorded before it exists, so that it is known as typesync's
        records.recordLoadStart(
                pipeline.name(), mapping, concrete, context.tables().estimatedRows(mapping));
        context.permit().confirm();
        collections.create(mapping.typesenseSchema(concrete));
        return concrete;
    }

    /**
     * Like {@link #create}, for a table whose key changed. The alias stays with the documents under the old key until
     * the new ones are loaded.
     */
    String createForNewKey(CollectionMapping mapping, RecordedCollection recorded)
            throws SQLException, InterruptedException, OwnershipLostException {
        RecordedDefinition before = recorded.definition();
        LOG.log(
                Level.INFO,
                "collection {0}: the primary key of {1} is {2} now and was {3}; typesync loads all rows into a new"
                        + " collection; until then, searches find the documents as they were",
                pipeline.name(),
                mapping.table(),
                mapping.keyDefinition(),
                before == null ? null : before.key());
        pipeline.deadLetters().clearAll();
        return createInsteadOfEmpty(mapping, recorded);
    }

    /**
     * Like {@link #create}, for a collection without documents whose table has another definition now: a table that
     * migrations are still building, for example.
     */
    String createInsteadOfEmpty(CollectionMapping mapping, RecordedCollection recorded)
            throws SQLException, InterruptedException, OwnershipLostException {
        context.permit().confirm();
        endUnfinishedLoad(recorded);
        return create(mapping);
    }

    /** The load that an earlier key began is not finished. If only its record is missing, that is completed. */
    private void endUnfinishedLoad(RecordedCollection recorded) throws SQLException, InterruptedException {
        String unfinished = recorded.loadTarget();
        if (unfinished == null) {
            return;
        }
        if (collections
                .aliasTarget(collections.aliasName(pipeline.name()))
                .filter(unfinished::equals)
                .isPresent()) {
            switchTo(unfinished);
        } else {
            collections.delete(unfinished);
        }
    }

    /**
     * Gives the complete collection to the readers: its alias points to it from now on. Deletes the one before, when
     * the searches that found it through the alias are over.
     */
    void switchTo(String concrete) throws SQLException, InterruptedException {
        collections.setAlias(collections.aliasName(pipeline.name()), concrete);
        String replaced =
                records.find(pipeline.name()).map(RecordedCollection::concrete).orElse(null);
        if (replaced != null && !replaced.equals(concrete)) {
            context.timing().pause(SEARCHES_IN_FLIGHT);
            collections.delete(replaced);
        }
        records.recordLoadEnd(pipeline.name(), concrete);
    }
}
