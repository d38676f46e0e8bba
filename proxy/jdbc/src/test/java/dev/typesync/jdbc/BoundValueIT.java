package dev.typesync.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/** A value is sent as it was when the application bound it, and in the same way as without typesync. */
class BoundValueIT {
    private DatabasePair databases;

    @BeforeEach
    void create() throws Exception {
        databases = new DatabasePair(
                List.of("public.shape"),
                "create table shape (id int primary key, place point, numbers int[], grid int[], days date[], raw bytea, more bytea, at timestamp, day date, hour time, again timestamp, text xml)");
    }

    @AfterEach
    void close() throws SQLException {
        databases.close();
    }

    /** A point of the application that records how it was sent. */
    @SuppressWarnings("serial")
    public static class RecordedPoint extends PGobject implements PGBinaryObject {
        private boolean sentInBinary;

        RecordedPoint() {
            setType("point");
        }

        @Override
        public void setByteValue(byte[] value, int offset) {
            throw new UnsupportedOperationException("a point is only sent");
        }

        @Override
        public int lengthInBytes() {
            return 16;
        }

        @Override
        public void toBytes(byte[] bytes, int offset) {
            sentInBinary = true;
        }

        @Override
        public String getValue() {
            sentInBinary = false;
            return "(0,0)";
        }
    }

    /** A point that the driver cannot copy. */
    @SuppressWarnings("serial")
    public static final class UniquePoint extends RecordedPoint {
        @Override
        public Object clone() throws CloneNotSupportedException {
            throw new CloneNotSupportedException("there is only one");
        }
    }

    @Test
    void anObjectOfTheApplicationIsSentInBinary() throws Exception {
        databases.assertSame((connection, database, seen) -> {
            connection.unwrap(PGConnection.class).addDataType("point", RecordedPoint.class);
            for (RecordedPoint point : List.of(new RecordedPoint(), new UniquePoint())) {
                int id = seen.size();
                try (PreparedStatement insert =
                        connection.prepareStatement("insert into shape (id, place) values (?, ?)")) {
                    insert.setInt(1, id);
                    insert.setObject(2, point);
                    seen.add("" + insert.executeUpdate());
                    seen.add("in binary: " + point.sentInBinary);
                }
            }
        });
    }

    @Test
    @SuppressWarnings("JavaUtilDate")
    void aValueIsSentAsItWasBound() throws Exception {
        databases.assertSame((connection, database, seen) -> {
            try (PreparedStatement insert = prepareInsert(connection)) {
                int[] numbers = {1, 2};
                Integer[][] grid = {{1, 2}, {3, 4}};
                Date[] days = {Date.valueOf("2020-01-01")};
                byte[] raw = {1, 2};
                insert.setInt(1, 1);
                insert.setObject(2, numbers);
                insert.setObject(3, grid);
                insert.setObject(4, days);
                insert.setObject(5, raw);
                insert.setBytes(6, raw);
                numbers[0] = 9;
                grid[0][0] = 9;
                days[0].setTime(0);
                raw[0] = 9;
                seen.add("" + insert.executeUpdate());
            }
        });
    }

    /** MyBatis frees an array as soon as it is bound. */
    @Test
    void aValueIsSentThoughItWasFreed() throws Exception {
        databases.assertSame((connection, database, seen) -> {
            for (int id = 1; id <= 3; id++) {
                try (PreparedStatement insert = connection.prepareStatement(
                        "insert into shape (id, numbers, grid, text) values (?, ?, ?, ?)")) {
                    insert.setInt(1, id);
                    Array numbers = connection.createArrayOf("int4", new Integer[] {1, id});
                    insert.setArray(2, numbers);
                    numbers.free();
                    Array grid = connection.createArrayOf("int4", new int[][] {{1, id}}); // sent in binary
                    insert.setObject(3, grid);
                    grid.free();
                    SQLXML text = connection.createSQLXML();
                    text.setString("<a/>");
                    insert.setSQLXML(4, text);
                    text.free();
                    seen.add("" + insert.executeUpdate());
                }
            }
        });
    }

    /** The default of the virtual machine changes between the value and the execution. */
    @Test
    void aTimeIsSentInTheZoneInWhichItWasBound() throws Exception {
        TimeZone before = TimeZone.getDefault();
        try {
            databases.assertSame((connection, database, seen) -> {
                for (boolean batch : List.of(false, true)) {
                    for (int i = 0; i < 3; i++) {
                        insertTimes(connection, seen.size(), batch);
                        seen.add("inserted");
                    }
                }
            });
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static void insertTimes(Connection connection, int id, boolean batch) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into shape (id, at, day, hour, again) values (?, ?, ?, ?, ?)")) {
            TimeZone.setDefault(TimeZone.getTimeZone("GMT+8:00"));
            insert.setInt(1, id);
            insert.setTimestamp(2, new Timestamp(0));
            TimeZone.setDefault(TimeZone.getTimeZone("GMT-2:00"));
            insert.setDate(3, new Date(0));
            insert.setTime(4, new Time(0));
            insert.setObject(5, new Timestamp(0));
            if (batch) {
                insert.addBatch();
                insert.executeBatch();
            } else {
                insert.executeUpdate();
            }
        }
    }

    @Test
    void aBatchHasTheValuesOfEachEntry() throws Exception {
        databases.assertSame((connection, database, seen) -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into shape (id, raw, numbers) values (?, ?, ?)", new String[] {"id"})) {
                byte[] raw = {0};
                for (int id = 1; id <= 3; id++) {
                    raw[0] = (byte) id;
                    Array numbers = connection.createArrayOf("int4", new Integer[] {id});
                    insert.setInt(1, id);
                    insert.setBytes(2, raw);
                    insert.setArray(3, numbers);
                    insert.addBatch();
                    numbers.free();
                }
                seen.add(Arrays.toString(insert.executeBatch()));
            }
        });
    }

    private static PreparedStatement prepareInsert(Connection connection) throws SQLException {
        return connection.prepareStatement(
                "insert into shape (id, numbers, grid, days, raw, more) values (?, ?, ?, ?, ?, ?)");
    }
}
