package dev.typesync.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** A table with a column of every type, and random rows with difficult values. */
final class RandomRows {
    static final String TABLE = """
            create type mood as enum ('sad', 'It''s "ok", {really}', 'NULL');
            create domain price as numeric;
            create table t (id text, part numeric, i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, n numeric, b bool,
              s text, vc varchar(50), c char(7), u uuid, m mood, ip inet, iv interval, tm time, tz timetz, d date,
              ts timestamp, tsz timestamptz, dom price, j json, jb jsonb, p point, ai int8[], af float8[], an numeric[],
              at text[], am mood[], ad date[], atz timestamptz[], ab bool[], ap point[], aj jsonb[],
              primary key (id, part))""";

    private static final int COLUMNS_AFTER_KEY = 33;

    private final Random random;

    RandomRows(Random random) {
        this.random = random;
    }

    /** One INSERT of this many rows. */
    String insert(int rows) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            values.add(row(i));
        }
        return "insert into t values " + String.join(",\n", values) + " on conflict do nothing";
    }

    private String row(int number) {
        List<Supplier<String>> columns = List.of(
                () -> pick("-32768", "0", "32767"),
                () -> pick("-2147483648", "2147483647", "1"),
                () -> pick("-9223372036854775808", "9223372036854775807", "9007199254740993"),
                () -> pick("'NaN'", "'Infinity'", "1.1", "3.4028235e38", "-0", "1e-45", "16777217", "0.1"),
                () -> pick(
                        "'NaN'",
                        "'-Infinity'",
                        "1.7976931348623157e308",
                        "5e-324",
                        "-0",
                        "0.1",
                        "1e22",
                        "" + random.nextGaussian()),
                this::numeric,
                () -> pick("true", "false"),
                () -> quote(text()),
                () -> quote(text()) + "::varchar(50)",
                () -> pick("'ab'", "''", "' x'"),
                () -> "gen_random_uuid()",
                this::mood,
                () -> pick("'10.0.0.1'", "'10.0.0.0/8'", "'::1'"),
                () -> pick("'1 year -2 days 00:00:00.000001'", "'-1 mons'", "'0'"),
                () -> pick("'00:00'", "'24:00'", "'12:34:56.789012'"),
                () -> pick("'12:00+05:30'", "'00:00-15:59'"),
                this::date,
                this::timestamp,
                this::timestamp,
                this::numeric,
                this::json,
                () -> json().replace("\\u0000", "").replace("1e-400", "1"),
                this::point,
                () -> array("int8", () -> pick("null", "9223372036854775807", "-1", "0")),
                () -> array("float8", () -> pick("null", "'NaN'", "'Infinity'", "1.5", "-0", "1e300")),
                () -> array("numeric", () -> pick("null", "'NaN'", numeric())),
                () -> array("text", () -> pick("null", "'NULL'", quote(text()))),
                () -> array("mood", () -> pick("null", mood())),
                () -> array("date", () -> pick("null", date())),
                () -> array("timestamptz", () -> pick("null", timestamp())),
                () -> array("bool", () -> pick("null", "true", "false")),
                () -> array("point", () -> pick("null", point())),
                () -> array("jsonb", () -> pick("null", "'{\"a\": [1, null]}'", "'null'", "'\"x\"'")));
        if (columns.size() != COLUMNS_AFTER_KEY) {
            throw new IllegalStateException(columns.size() + " columns");
        }
        List<String> values = new ArrayList<>();
        values.add(quote(text() + number));
        values.add(pick("1.50", "0", "-1e-10", "'NaN'", "12345678901234567890.0100"));
        columns.forEach(column -> values.add(random.nextInt(6) == 0 ? "null" : column.get()));
        return "(" + String.join(", ", values) + ")";
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private String text() {
        int[] codePoints =
                "abc éß語😀 \\\"'`:,{}[]/\u2028\u0001\t\n".codePoints().toArray();
        return random.ints(random.nextInt(12), 0, codePoints.length)
                .map(i -> codePoints[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String numeric() {
        return pick(
                "'NaN'",
                "'Infinity'",
                "0.00",
                "-0.10",
                "100",
                "1e20",
                "18446744073709551615",
                "18446744073709551616",
                "-9223372036854775809",
                "123456789012345678901234567890.123456789",
                "1e-300",
                "9007199254740993.0",
                "" + random.nextInt(1_000_000) + "." + random.nextInt(1_000_000));
    }

    private String mood() {
        return pick("'sad'::mood", "'It''s \"ok\", {really}'::mood", "'NULL'::mood");
    }

    private String date() {
        return pick(
                "'infinity'::date",
                "'-infinity'::date",
                "'4713-01-01 BC'::date",
                "'5874897-12-31'::date",
                "'1970-01-01'::date",
                "'2024-02-29'::date");
    }

    private String timestamp() {
        return pick(
                "timestamp 'infinity'",
                "timestamp '-infinity'",
                "timestamp '4713-01-01 BC'",
                "timestamp '294276-12-31 23:59:59.999999'",
                "timestamp '1969-12-31 23:59:59.999999'",
                "timestamp '2024-02-29 12:34:56.789'");
    }

    private String point() {
        return pick("point(4.9,52.4)", "point(-180,90)", "point(0.1,-0)");
    }

    private String json() {
        return pick(
                "'{\"b\": 1.0, \"a\": {\"z\": [1E2, -0, 1e-400, null, true]}, \"a\": \"last\"}'",
                "'[1, 18446744073709551615, 18446744073709551616, 0.1, 123456789012345678901234567890]'",
                "'\"\\u00e9 \\ud83d\\ude00 \\u0000 \\/\"'",
                "'null'",
                "'[]'",
                "'{}'",
                "'{\"\": {\"\": []}}'",
                "'12.500'");
    }

    private String array(String type, Supplier<String> element) {
        if (random.nextInt(5) == 0) {
            return "array[[" + element.get() + "," + element.get() + "],[" + element.get() + "," + element.get()
                    + "]]::" + type + "[]";
        }
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(element.get());
        }
        return "array[" + String.join(",", elements) + "]::" + type + "[]";
    }
}
