package dev.typesync.typesense;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.typesync.config.TypesenseConfig;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.typesense.model.CollectionAliasSchema;
import org.typesense.model.CollectionResponse;
import org.typesense.model.Field;

/**
 * Manages collections and aliases: the control plane. Thread-safe. Calls block, for one minute at most. A failed call
 * is not repeated, except on another node. Typesense does not show which collections typesync created, so the caller
 * records their names.
 *
 * <p>Every method throws {@link TypesenseException}. Its kind says what the caller can do.
 */
public final class CollectionAdministration implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String prefix;
    private final ControlPlane server;
    private final Runnable closing;

    /** Has connections and threads of its own. */
    public CollectionAdministration(TypesenseConfig config) {
        HttpTransport own = new HttpTransport(config, HealthWatch.DEFAULT, () -> {});
        this.prefix = config.collectionPrefix();
        this.server = new ControlPlane(config, own);
        this.closing = own::close;
    }

    /** Uses the connections and threads of the client, which the caller closes. */
    public CollectionAdministration(TypesenseConfig config, TypesenseClient client) {
        this.prefix = config.collectionPrefix();
        this.server = new ControlPlane(config, client.transport());
        this.closing = () -> {};
    }

    /** The name of a collection that is created now: {@code <prefix><name>_<timestamp>}, in UTC with milliseconds. */
    public String concreteName(String name, Instant now) {
        return aliasName(name) + "_" + TIMESTAMP.format(now);
    }

    /** The alias that searches use for the collection: {@code <prefix><name>}. */
    public String aliasName(String name) {
        return prefix + name;
    }

    /** Creates a collection. Fails with kind CONFLICT if there is one of that name. */
    public void create(Map<String, Object> schema) {
        String body;
        try {
            body = JSON.writeValueAsString(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the schema cannot be written as JSON: " + schema.get("name"), e);
        }
        server.call(
                "create collection " + schema.get("name"),
                resources -> resources.collections().create(body));
    }

    /** Deletes the collection with all its documents. A collection that does not exist counts as deleted. */
    public void delete(String concreteName) {
        server.find(
                "delete collection " + concreteName,
                resources -> resources.collection(concreteName).delete());
    }

    /**
     * The collection of exactly this name; an alias is not followed. An empty result does not prove that the collection
     * is gone: a server that has just started, or whose disk is full, was observed to deny an existing one.
     */
    public Optional<CollectionInfo> find(String concreteName) {
        return server.find(
                        "collection " + concreteName,
                        resources -> resources.collection(concreteName).retrieve())
                .filter(response -> concreteName.equals(response.getName()))
                .map(CollectionAdministration::info);
    }

    /** All collections that the API key may see. */
    public List<CollectionInfo> list() {
        CollectionResponse[] all = server.call(
                "list of collections", resources -> resources.collections().retrieve());
        return Arrays.stream(all).map(CollectionAdministration::info).toList();
    }

    /** The target of the alias, which may not exist; empty if there is no such alias. */
    public Optional<String> aliasTarget(String alias) {
        return server.find("alias " + alias, resources -> resources.alias(alias).retrieve())
                .map(response -> response.getCollectionName());
    }

    /** All aliases with their targets. */
    public Map<String, String> aliases() {
        return server.call("list of aliases", resources -> resources.aliases().retrieve()).getAliases().stream()
                .collect(toMap(alias -> alias.getName(), alias -> alias.getCollectionName()));
    }

    /** Creates the alias or changes its target, atomically for all searches. */
    public void setAlias(String alias, String concreteName) {
        server.call(
                "alias " + alias,
                resources ->
                        resources.aliases().upsert(alias, new CollectionAliasSchema().collectionName(concreteName)));
    }

    /** Whether a node reports that it is ready. */
    public boolean isHealthy() {
        try {
            return Boolean.TRUE.equals(
                    server.call("health", resources -> resources.health().retrieve())
                            .get("ok"));
        } catch (TypesenseException e) {
            if (e.kind() == TypesenseException.Kind.UNREACHABLE || e.kind() == TypesenseException.Kind.BUSY) {
                return false;
            }
            throw e;
        }
    }

    /** The server's version, such as {@code 0.24.1}. */
    public String version() {
        return String.valueOf(
                server.call("version", resources -> resources.debug().retrieve())
                        .get("version"));
    }

    /** Closes its own connections and ends their threads. Running calls fail. */
    @Override
    public void close() {
        closing.run();
    }

    private static CollectionInfo info(CollectionResponse response) {
        List<Field> fields = response.getFields(); // null if the collection has none
        return new CollectionInfo(
                response.getName(),
                response.getNumDocuments(),
                Instant.ofEpochSecond(response.getCreatedAt()),
                fields == null
                        ? List.of()
                        : fields.stream().map(CollectionAdministration::field).toList());
    }

    private static Map<String, Object> field(Field field) {
        Map<String, Object> properties = JSON.convertValue(field, new TypeReference<>() {});
        properties.values().removeIf(value -> value == null);
        return properties;
    }
}
