package dev.typesync.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * Makes the JDK forget typesync's records. Before Java 19 its implementation of {@code equals} and {@code hashCode}
 * keeps the types of the record that was linked last, and with them their class loader (JDK-8078641).
 */
final class RecordMethods {
    private static final Logger LOG = System.getLogger("dev.typesync.jdbc");

    private RecordMethods() {}

    /** Links the methods for a class of the JDK, which takes the place of the last record. */
    static void forgetLastRecord() {
        link("equals", MethodType.methodType(boolean.class, String.class, Object.class));
        link("hashCode", MethodType.methodType(int.class, String.class));
        link("toString", MethodType.methodType(String.class, String.class));
    }

    private static void link(String method, MethodType type) {
        MethodHandle component = MethodHandles.identity(String.class);
        try {
            ObjectMethods.bootstrap(MethodHandles.lookup(), method, type, String.class, "component", component);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) { // the declaration of bootstrap names no other type
            LOG.log(Level.DEBUG, "the JDK may keep the class loader of a record", e);
        }
    }
}
