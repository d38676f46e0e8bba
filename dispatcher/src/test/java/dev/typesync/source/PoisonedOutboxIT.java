package dev.typesync.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.outbox.OutboxSchema;
import dev.typesync.outbox.TableId;
import dev.typesync.testkit.SharedServers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that hold any values that their columns can hold never stop the rows next to them. */
class PoisonedOutboxIT {
    private static final TableId KNOWN = new TableId("public", "items");
    private static final int MAX_STEPS = 20_000;

    private final Set<String> delivered = new TreeSet<>();
    private final List<Change.Mark> marks = new ArrayList<>();
    private String database = "";
    private Connection connection;
    private DatabaseLink link;
    private OutboxSource source;
    private long nanos;

    @BeforeEach
    void open() throws SQLException {
        database = SharedServers.postgres().createDatabase();
        connection = connect();
        OutboxSchema schema = new OutboxSchema("typesync");
        sql(schema.ddl());
        dropConstraints();
        sql("insert into typesync.lease values ('outbox', 7, 'me', now() + interval '1 hour', false)");
        link = new DatabaseLink(this::connect);
        source = new OutboxSource(
                new DatabaseOutboxTable(link, schema),
                new Ownership("me", 7),
                () -> {
                    throw new IllegalStateException("lost");
                },
                new PollInterval(false, () -> nanos),
                new DeliveryWaits(() -> nanos),
                () -> nanos);
    }

    @AfterEach
    void close() throws SQLException {
        link.close();
        connection.close();
    }

    @Test
    void deliversAllGoodRowsBetweenRandomOnes() throws SQLException {
        long seed = Long.getLong("typesync.test.seed", System.nanoTime());
        System.out.println("typesync.test.seed=" + seed);
        Random random = new Random(seed);
        Set<String> good = new TreeSet<>();
        for (int i = 0; i < 1500; i++) {
            insertRandom(random);
            if (random.nextInt(5) == 0) {
                good.add("good" + i);
                sql("insert into typesync.outbox (tbl, op, keys) values ('public.items', 'k', array['good" + i + "'])");
            }
        }

        runUntilIdle();

        assertThat(delivered.stream().filter(key -> key.startsWith("good")).collect(Collectors.toSet()))
                .isEqualTo(good);
        assertThat(text("select count(*) from typesync.outbox where tbl = 'public.items' and op in ('k', 'm')"))
                .isEqualTo("0");
    }

    @Test
    void removesTheRowsThatStoppedAnEarlierVersion() throws SQLException {
        String[] poison = {
            "(tbl, op) values ('public.items', '')",
            "(tbl, op, keys) values ('public.items', 'k', '{{a,b},{c,d}}')",
            "(tbl, op, keys) values ('public.items', 'k', '{NULL}')",
            "(tbl, op, keys, at) values ('public.items', 'k', '{late}', 'infinity')",
            "(tbl, op, keys, at) values ('public.items', 'k', '{early}', '-infinity')",
            "(tbl, op, keys, xid) values ('public.items', 'k', '{huge}', '18446744073709551615')",
            "(tbl, op, keys) values (E'x\\n07:00:00 SEVERE root FORGED LOG LINE', 'k', '{forged}')",
            "(tbl, op, tag) values ('public.items', 'm', repeat('t', 3000000))",
            "(tbl, op, keys) values (repeat('n', 3000000), 'k', '{name}')"
        };
        for (String row : poison) {
            sql("insert into typesync.outbox " + row);
        }

        runUntilIdle();

        assertThat(delivered).containsExactly("early", "huge", "late");
        assertThat(marks)
                .singleElement()
                .isEqualTo(new Change.Mark(KNOWN, marks.get(0).at(), "unreadable tag", null));
        assertThat(text("select string_agg(op::text, ',') from typesync.outbox"))
                .as("a row of an unknown kind is kept, for a newer version")
                .isEqualTo("");
    }

    @Test
    void comparesTheTableIfItsKeysAreTooLarge() throws SQLException {
        sql("insert into typesync.outbox (tbl, op, keys) values ('public.items', 'k', array[repeat('x', 9000000)])");
        sql("insert into typesync.outbox (tbl, op, keys) values ('public.items', 'k',"
                + " array(select n::text from generate_series(1, 20000) n))");

        runUntilIdle();

        assertThat(marks).extracting(Change.Mark::cause).containsExactly("large keys", "large keys");
        assertThat(text("select count(*) from typesync.outbox")).isEqualTo("0");
    }

    @Test
    void readsLargeRowsAFewAtATime() throws SQLException {
        sql("insert into typesync.outbox (tbl, op, keys) select 'public.items', 'k',"
                + " array[n || (select string_agg(md5(n || '-' || m), '') from generate_series(1, 6000) m)]"
                + " from generate_series(1, 40) n");
        OutboxTable table = new DatabaseOutboxTable(link, new OutboxSchema("typesync"));

        OutboxPage first = table.read(OutboxRow.FIRST_PLACE, OutboxTable.Selection.ALL);
        assertThat(first.rows()).hasSize(3);
        assertThat(first.end()).isFalse();

        runUntilIdle();
        assertThat(delivered).hasSize(40);
    }

    private void insertRandom(Random random) throws SQLException {
        String sql =
                "insert into typesync.outbox (tbl, op, keys, tag, at, xid) values (?, ?::int4::\"char\", ?::text[],"
                        + " ?, ?::timestamptz, ?::xid8)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, random.nextInt(3) > 0 ? "public.items" : text(random, 30));
            insert.setInt(2, random.nextInt(4) > 0 ? (random.nextBoolean() ? 'k' : 'm') : random.nextInt(256) - 128);
            insert.setString(3, random.nextInt(10) == 0 ? null : array(random));
            insert.setString(4, random.nextBoolean() ? null : text(random, random.nextInt(50) == 0 ? 100_000 : 40));
            insert.setString(5, time(random));
            insert.setString(6, Long.toUnsignedString(random.nextBoolean() ? random.nextLong() : random.nextInt(9)));
            insert.executeUpdate();
        }
    }

    private static String time(Random random) {
        String[] times = {"infinity", "-infinity", "4713-01-01 BC", "294276-12-31", "now", "epoch", "2100-01-01"};
        return times[random.nextInt(times.length)];
    }

    /** Any array: of any number of dimensions, with bounds, NULL and empty elements. */
    private static String array(Random random) {
        int size = random.nextInt(100) == 0 ? 5000 : random.nextInt(5);
        String elements =
                IntStream.range(0, size).mapToObj(i -> element(random)).collect(Collectors.joining(",", "{", "}"));
        return switch (size == 0 ? 2 : random.nextInt(6)) {
            case 0 -> "{" + elements + "," + elements + "}";
            case 1 -> "[" + -size + ":" + -1 + "]=" + elements;
            default -> elements;
        };
    }

    private static String element(Random random) {
        return random.nextInt(8) == 0
                ? "NULL"
                : '"'
                        + text(random, random.nextInt(200) == 0 ? 50_000 : 12)
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                        + '"';
    }

    private static String text(Random random, int maxLength) {
        return random.ints(random.nextInt(maxLength + 1), 1, 0x10FFFF)
                .map(c -> random.nextBoolean() ? 1 + c % 127 : c)
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** Runs the source until it has found nothing new for two seconds of its clock. */
    private void runUntilIdle() {
        Duration idle = Duration.ZERO;
        for (int steps = 0; idle.compareTo(Duration.ofSeconds(20)) < 0; steps++) {
            assertThat(steps).as("steps until the outbox is empty").isLessThan(MAX_STEPS);
            Duration wait = source.step(new Sink(), Occasion.POLL);
            idle = wait.isZero() ? Duration.ZERO : idle.plus(wait);
            nanos += Math.max(wait.toNanos(), 1);
        }
    }

    private final class Sink implements ChangeSink {
        @Override
        public Admission offer(Change change, Acknowledgement acknowledgement) {
            if (!change.table().equals(KNOWN)) {
                return Admission.UNKNOWN_TABLE;
            }
            if (change instanceof Change.Keys keys) {
                delivered.addAll(keys.keys());
            } else {
                marks.add((Change.Mark) change);
            }
            acknowledgement.acknowledged();
            return Admission.TAKEN;
        }

        @Override
        public Set<TableId> tables() {
            return Set.of(KNOWN);
        }
    }

    private void dropConstraints() throws SQLException {
        sql("drop trigger if exists outbox_row on typesync.outbox");
        sql("do $$ declare c name; begin for c in select conname from pg_constraint where conrelid ="
                + " 'typesync.outbox'::regclass and contype = 'c' loop"
                + " execute format('alter table typesync.outbox drop constraint %I', c); end loop; end $$");
    }

    private String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return SharedServers.postgres().connect(database);
    }

    private void sql(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
