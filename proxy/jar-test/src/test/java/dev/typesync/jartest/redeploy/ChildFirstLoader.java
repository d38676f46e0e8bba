package dev.typesync.jartest.redeploy;

import java.net.URL;
import java.net.URLClassLoader;

/** Loads a class itself before it asks its parent, like the class loader of a web application in Tomcat. */
final class ChildFirstLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    ChildFirstLoader(URL[] urls, ClassLoader parent) {
        super(urls, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findOrDelegate(name, resolve);
        }
    }

    private Class<?> findOrDelegate(String name, boolean resolve) throws ClassNotFoundException {
        try {
            return findClass(name);
        } catch (ClassNotFoundException notHere) {
            return super.loadClass(name, resolve);
        }
    }
}
