package dev.typesync.typesense;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.typesense.api.Alias;
import org.typesense.api.Aliases;
import org.typesense.api.ApiCall;
import org.typesense.api.Collection;
import org.typesense.api.Collections;
import org.typesense.api.Configuration;
import org.typesense.api.Debug;
import org.typesense.api.Health;

/**
 * The resources of typesense-java. Its own entry class, {@code Client}, makes an OkHttp client that cannot be closed,
 * and its look-up of resources is not thread-safe. Thread-safe.
 */
final class TypesenseResources {
    /** The only resource whose constructor is not public. */
    private static final MethodHandle COLLECTION = constructorOfCollection();

    private final Configuration configuration;
    private final ApiCall call;

    TypesenseResources(Configuration configuration, OkHttpBridge bridge) {
        this.configuration = configuration;
        this.call = new ApiCall(configuration, bridge.okHttpClient());
    }

    private static MethodHandle constructorOfCollection() {
        try {
            return MethodHandles.privateLookupIn(Collection.class, MethodHandles.lookup())
                    .findConstructor(
                            Collection.class,
                            MethodType.methodType(void.class, String.class, ApiCall.class, Configuration.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this version of typesense-java has another class Collection", e);
        }
    }

    Collections collections() {
        return new Collections(call);
    }

    Collection collection(String name) {
        try {
            return (Collection) COLLECTION.invokeExact(name, call, configuration);
        } catch (Throwable e) {
            throw new LinkageError("this version of typesense-java has another class Collection", e);
        }
    }

    Aliases aliases() {
        return new Aliases(call);
    }

    Alias alias(String name) {
        return new Alias(call, name);
    }

    Health health() {
        return new Health(call);
    }

    Debug debug() {
        return new Debug(call);
    }
}
