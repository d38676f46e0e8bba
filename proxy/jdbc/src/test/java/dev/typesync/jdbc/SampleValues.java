package dev.typesync.jdbc;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.RowIdLifetime;
import java.sql.SQLWarning;
import java.util.Calendar;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntFunction;
import java.util.logging.Logger;

/** Creates values for the parameter types of JDBC. Different seeds give different values where the type allows it. */
public final class SampleValues {
    private static final Map<Class<?>, IntFunction<Object>> FACTORIES = new HashMap<>();

    static {
        FACTORIES.put(boolean.class, seed -> seed % 2 == 1);
        FACTORIES.put(byte.class, seed -> (byte) seed);
        FACTORIES.put(short.class, seed -> (short) seed);
        FACTORIES.put(int.class, seed -> seed);
        FACTORIES.put(long.class, seed -> (long) seed);
        FACTORIES.put(float.class, seed -> (float) seed);
        FACTORIES.put(double.class, seed -> (double) seed);
        FACTORIES.put(String.class, seed -> "text " + seed);
        FACTORIES.put(Object.class, seed -> "object " + seed);
        FACTORIES.put(Class.class, seed -> Integer.class);
        FACTORIES.put(BigDecimal.class, BigDecimal::valueOf);
        FACTORIES.put(java.sql.Date.class, java.sql.Date::new);
        FACTORIES.put(java.sql.Time.class, java.sql.Time::new);
        FACTORIES.put(java.sql.Timestamp.class, java.sql.Timestamp::new);
        FACTORIES.put(Calendar.class, seed -> Calendar.getInstance());
        FACTORIES.put(java.net.URL.class, SampleValues::url);
        FACTORIES.put(java.io.InputStream.class, seed -> new ByteArrayInputStream(new byte[seed]));
        FACTORIES.put(java.io.Reader.class, seed -> new StringReader("text " + seed));
        FACTORIES.put(java.io.PrintWriter.class, seed -> new java.io.PrintWriter(java.io.Writer.nullWriter()));
        FACTORIES.put(Properties.class, seed -> new Properties());
        FACTORIES.put(SQLWarning.class, seed -> new SQLWarning("warning " + seed));
        FACTORIES.put(RowIdLifetime.class, seed -> RowIdLifetime.ROWID_VALID_TRANSACTION);
        FACTORIES.put(Logger.class, seed -> Logger.getAnonymousLogger());
    }

    private SampleValues() {}

    public static Object of(Class<?> type, int seed) {
        IntFunction<Object> factory = FACTORIES.get(type);
        if (factory == null) {
            throw new IllegalArgumentException("no value for " + type + ": add one here");
        }
        return factory.apply(seed);
    }

    private static Object url(int seed) {
        try {
            return new java.net.URL("http://localhost:" + seed);
        } catch (java.net.MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
