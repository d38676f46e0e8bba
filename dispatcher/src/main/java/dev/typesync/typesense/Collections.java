package dev.typesync.typesense;

import dev.typesync.config.TypesenseConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collections and aliases: the control plane. Thread-safe. Calls block; none is retried here. What typesync made is not
 * to be seen in Typesense: whoever calls records the concrete names it created.
 *
 * <p>Every method throws {@link TypesenseException}, whose kind tells what can be done.
 */
public final class Collections {
    private static final System.Logger LOG = System.getLogger("dev.typesync.typesense");

    public Collections(TypesenseConfig config) {}

    /** The concrete name of a collection that is created now: {@code <prefix><name>_<timestamp>}. */
    public String concreteName(String name, Instant now) {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    /** The alias under which readers find the collection: {@code <prefix><name>}. */
    public String aliasName(String name) {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    public void create(Map<String, Object> schema) {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    public void delete(String concreteName) {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    /** The collection of exactly this name; an alias is not followed. */
    public Optional<CollectionInfo> find(String concreteName) {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    public List<CollectionInfo> list() {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    /** What the alias points to, be it there or not; empty if there is no such alias. */
    public Optional<String> aliasTarget(String alias) {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    /** Creates the alias or points it elsewhere, at once for all readers. */
    public void setAlias(String alias, String concreteName) {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    public void deleteAlias(String alias) {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    /** Whether a node says that it is ready. */
    public boolean healthy() {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }

    /** The server's version, such as {@code 0.24.1}. */
    public String version() {
        LOG.log(System.Logger.Level.DEBUG, "not there yet");
        throw new UnsupportedOperationException("being built");
    }
}
