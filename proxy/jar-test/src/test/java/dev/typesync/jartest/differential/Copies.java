package dev.typesync.jartest.differential;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.PGCopyOutputStream;
import org.postgresql.util.ByteStreamWriter;

/** COPY in every way that pgjdbc offers. */
final class Copies {
    private final Side side;
    private final RandomSql randomSql;

    Copies(Side side, RandomSql randomSql) {
        this.side = side;
        this.randomSql = randomSql;
    }

    void step() throws SQLException {
        PGConnection connection = side.connection.unwrap(PGConnection.class);
        CopyManager copies = side.call("PGConnection.getCopyAPI", connection::getCopyAPI);
        if (copies == null) {
            return;
        }
        switch (side.below(8)) {
            case 0, 1 -> out(copies);
            case 2, 3 -> operation(copies);
            case 4 -> stream(connection);
            default -> in(copies);
        }
        side.call("Connection.getAutoCommit", side.connection::getAutoCommit);
        side.call("Connection.getWarnings", side.connection::getWarnings);
    }

    private String into() {
        return side.oneOf(
                "copy item (name, price) from stdin (format csv)",
                "copy public.note (code, n) from stdin with csv",
                "copy line (order_id, no) from stdin csv",
                "COPY plain (id, t) FROM STDIN (FORMAT csv)",
                "copy no_such_table from stdin");
    }

    /** Lines with two columns: a number that also serves as text, and a number. */
    private String data() {
        StringBuilder lines = new StringBuilder();
        for (int i = side.below(4); i >= 0; i--) {
            lines.append(side.below(9) * 100 + side.below(100)).append(',').append(side.below(40));
            lines.append(side.oneIn(12) ? ",one too many\n" : "\n");
        }
        return lines.toString();
    }

    private void in(CopyManager copies) {
        String sql = into();
        String data = data();
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        side.sql(sql + "\n" + data);
        switch (side.below(5)) {
            case 0 -> side.call("CopyManager.copyIn(Reader)", () -> copies.copyIn(sql, new StringReader(data)));
            case 1 ->
                side.call("CopyManager.copyIn(Reader, size)", () -> copies.copyIn(sql, new StringReader(data), 5));
            case 2 ->
                side.call("CopyManager.copyIn(InputStream)", () -> copies.copyIn(sql, new ByteArrayInputStream(bytes)));
            case 3 ->
                side.call(
                        "CopyManager.copyIn(InputStream, size)",
                        () -> copies.copyIn(sql, new ByteArrayInputStream(bytes), 5));
            default ->
                side.call(
                        "CopyManager.copyIn(ByteStreamWriter)",
                        () -> copies.copyIn(sql, ByteStreamWriter.of(ByteBuffer.wrap(bytes))));
        }
    }

    private void operation(CopyManager copies) {
        String sql = into();
        byte[] bytes = data().getBytes(StandardCharsets.UTF_8);
        side.sql(sql);
        CopyIn copy = side.call("CopyManager.copyIn", () -> copies.copyIn(sql));
        if (copy == null) {
            return;
        }
        side.call("CopyIn.isActive", copy::isActive);
        side.call("CopyIn.getFieldCount", copy::getFieldCount);
        side.call("CopyIn.getFormat", copy::getFormat);
        side.call("CopyIn.getFieldFormat", () -> copy.getFieldFormat(0));
        side.call("Connection.getAutoCommit", side.connection::getAutoCommit);
        side.run("CopyIn.writeToCopy", () -> copy.writeToCopy(bytes, 0, bytes.length));
        side.run("CopyIn.flushCopy", copy::flushCopy);
        if (side.oneIn(3)) {
            side.run("CopyIn.cancelCopy", copy::cancelCopy);
        } else {
            side.call("CopyIn.endCopy", copy::endCopy);
        }
        side.call("CopyIn.isActive", copy::isActive);
        side.call("CopyIn.getHandledRowCount", copy::getHandledRowCount);
        side.call("CopyIn.endCopy", copy::endCopy);
    }

    private void stream(PGConnection connection) {
        String sql = into();
        byte[] bytes = data().getBytes(StandardCharsets.UTF_8);
        side.sql(sql);
        PGCopyOutputStream stream = side.call("PGCopyOutputStream", () -> new PGCopyOutputStream(connection, sql, 7));
        if (stream != null) {
            side.run("PGCopyOutputStream.write", () -> stream.write(bytes));
            side.run("PGCopyOutputStream.close", stream::close);
        }
    }

    private void out(CopyManager copies) {
        String sql = side.oneOf(
                "copy (" + randomSql.query() + ") to stdout",
                "copy (delete from line where order_id = " + randomSql.small() + " returning no) to stdout",
                "copy (insert into note (code) values (" + randomSql.code()
                        + ") returning code) to stdout (format csv)",
                "copy (select 1 / 0) to stdout");
        side.sql(sql);
        if (side.oneIn(2)) {
            StringWriter text = new StringWriter();
            side.call("CopyManager.copyOut(Writer)", () -> copies.copyOut(sql, text) + text.toString());
        } else {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            side.call(
                    "CopyManager.copyOut(OutputStream)",
                    () -> copies.copyOut(sql, bytes) + bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
