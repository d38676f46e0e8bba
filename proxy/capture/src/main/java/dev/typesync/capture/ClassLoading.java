package dev.typesync.capture;

/**
 * Loads and initializes classes ahead of their use, on a thread that nobody waits for: the application's first
 * connection needs them. Stateless and thread-safe.
 */
public final class ClassLoading {
    private ClassLoading() {}

    /** Initializes the classes in this order. A class that cannot be linked is a {@link LinkageError}, as at its use. */
    public static void initialize(Class<?>... types) {
        for (Class<?> type : types) {
            try {
                Class.forName(type.getName(), true, type.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new LinkageError("its own class loader does not know " + type.getName(), e);
            }
        }
    }
}
