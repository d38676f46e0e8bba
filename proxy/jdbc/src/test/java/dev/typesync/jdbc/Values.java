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

/** One distinguishable value per seed for each class that occurs in JDBC's signatures. */
public final class Values {
    private static final Map<Class<?>, IntFunction<Object>> MAKERS = new HashMap<>();

    static {
        MAKERS.put(boolean.class, seed -> seed % 2 == 1);
        MAKERS.put(byte.class, seed -> (byte) seed);
        MAKERS.put(short.class, seed -> (short) seed);
        MAKERS.put(int.class, seed -> seed);
        MAKERS.put(long.class, seed -> (long) seed);
        MAKERS.put(float.class, seed -> (float) seed);
        MAKERS.put(double.class, seed -> (double) seed);
        MAKERS.put(String.class, seed -> "text " + seed);
        MAKERS.put(Object.class, seed -> "object " + seed);
        MAKERS.put(Class.class, seed -> Integer.class);
        MAKERS.put(BigDecimal.class, BigDecimal::valueOf);
        MAKERS.put(java.sql.Date.class, java.sql.Date::new);
        MAKERS.put(java.sql.Time.class, java.sql.Time::new);
        MAKERS.put(java.sql.Timestamp.class, java.sql.Timestamp::new);
        MAKERS.put(Calendar.class, seed -> Calendar.getInstance());
        MAKERS.put(java.net.URL.class, Values::url);
        MAKERS.put(java.io.InputStream.class, seed -> new ByteArrayInputStream(new byte[seed]));
        MAKERS.put(java.io.Reader.class, seed -> new StringReader("text " + seed));
        MAKERS.put(java.io.PrintWriter.class, seed -> new java.io.PrintWriter(java.io.Writer.nullWriter()));
        MAKERS.put(Properties.class, seed -> new Properties());
        MAKERS.put(SQLWarning.class, seed -> new SQLWarning("warning " + seed));
        MAKERS.put(RowIdLifetime.class, seed -> RowIdLifetime.ROWID_VALID_TRANSACTION);
        MAKERS.put(Logger.class, seed -> Logger.getAnonymousLogger());
    }

    private Values() {}

    public static Object of(Class<?> type, int seed) {
        IntFunction<Object> maker = MAKERS.get(type);
        if (maker == null) {
            throw new IllegalArgumentException("no value for " + type + ": add one here");
        }
        return maker.apply(seed);
    }

    private static Object url(int seed) {
        try {
            return new java.net.URL("http://localhost:" + seed);
        } catch (java.net.MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
