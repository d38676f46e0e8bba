package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.typesync.jdbc.delegate.DelegatingConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.PGCopyOutputStream;
import org.postgresql.util.ByteStreamWriter;
import org.postgresql.util.PSQLException;

/** COPY with pgjdbc's interface: the mark is committed with the rows, and the application sees no difference. */
class CopyIT {
    private static final String INTO_ITEM = "copy item from stdin";
    private static final String MARK = "public.item mark copy";

    private CapturedDatabase database;
    private Connection captured;
    private CopyManager copies;

    @BeforeEach
    void connect() throws Exception {
        database = new CapturedDatabase(
                List.of("item"),
                "create table item (id int primary key, kind int); create table other (id int primary key);"
                        + " create table kind (id int primary key); insert into kind values (1);"
                        + " alter table item add foreign key (kind) references kind deferrable initially deferred");
        captured = database.captured;
        copies = ((PGConnection) captured).getCopyAPI();
    }

    @AfterEach
    void disconnect() throws SQLException {
        database.close();
    }

    private static byte[] bytes(String data) {
        return data.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void marksEveryFormOfCopyInInTheTransactionOfItsRows() throws Exception {
        assertThat(copies.copyIn(INTO_ITEM, new StringReader("1\t1\n2\t1\n"))).isEqualTo(2);
        assertMarkedWith(1);
        assertThat(copies.copyIn(INTO_ITEM, new StringReader("3\t1\n"), 3)).isEqualTo(1);
        assertMarkedWith(3);
        assertThat(copies.copyIn(INTO_ITEM, new ByteArrayInputStream(bytes("4\t1\n"))))
                .isEqualTo(1);
        assertMarkedWith(4);
        assertThat(copies.copyIn(INTO_ITEM, new ByteArrayInputStream(bytes("5\t1\n")), 2))
                .isEqualTo(1);
        assertMarkedWith(5);
        assertThat(copies.copyIn(INTO_ITEM, ByteStreamWriter.of(java.nio.ByteBuffer.wrap(bytes("6\t1\n")))))
                .isEqualTo(1);
        assertMarkedWith(6);
        try (PGCopyOutputStream stream = new PGCopyOutputStream((PGConnection) captured, INTO_ITEM)) {
            stream.write(bytes("7\t1\n"));
        }
        assertMarkedWith(7);
    }

    private void assertMarkedWith(int id) throws SQLException {
        try (Statement statement = database.plain.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from item i join typesync.outbox o"
                        + " on o.xid::text = i.xmin::text where i.id = " + id)) {
            row.next();
            assertThat(row.getInt(1))
                    .as("marks in the transaction of row %s", id)
                    .isEqualTo(1);
        }
        assertThat(database.outbox()).containsExactly(MARK);
        assertThat(captured.getAutoCommit()).isTrue();
    }

    @Test
    void commitsACopyOperationWhenItEnds() throws Exception {
        CopyIn copy = copies.copyIn(INTO_ITEM);
        assertThat(copy.isActive()).isTrue();
        assertThat(copy.getFieldCount()).isEqualTo(2);
        assertThat(captured.getAutoCommit()).isTrue();
        copy.writeToCopy(bytes("1\t1\n"), 0, 4);
        copy.flushCopy();
        assertThat(database.outbox()).isEmpty();
        assertThat(copy.endCopy()).isEqualTo(1);
        assertThat(copy.getHandledRowCount()).isEqualTo(1);
        assertThat(copy.isActive()).isFalse();
        assertThat(database.outbox()).containsExactly(MARK);
        assertThatThrownBy(copy::endCopy).hasMessageContaining("inactive copy");
        assertThatThrownBy(copy::cancelCopy).hasMessageContaining("inactive copy");
    }

    @Test
    void marksACopyInTheApplicationsTransaction() throws Exception {
        captured.setAutoCommit(false);
        copies.copyIn(INTO_ITEM, new StringReader("1\t1\n"));
        assertThat(database.outbox()).isEmpty();
        captured.rollback();
        assertThat(database.outbox()).isEmpty();
        copies.copyIn(INTO_ITEM, new StringReader("1\t1\n"));
        captured.commit();
        assertThat(database.outbox()).containsExactly(MARK);
        database.execute("insert into item values (2, 1)");
        copies.copyIn(INTO_ITEM, new StringReader("3\t1\n"));
        captured.commit();
        assertThat(database.outbox()).containsExactlyInAnyOrder("public.item {2}", MARK);
    }

    @Test
    void commitsTheCopyWhenAutocommitIsSwitchedOffMeanwhile() throws Exception {
        CopyIn copy = copies.copyIn(INTO_ITEM);
        captured.setAutoCommit(false);
        copy.writeToCopy(bytes("1\t1\n"), 0, 4);
        copy.endCopy();
        captured.rollback();
        assertThat(database.outbox()).containsExactly(MARK);
    }

    @Test
    void failsLikeThePlainDriverAndRecordsNothing() throws Exception {
        try (Connection plain = database.openPlain("")) {
            CopyManager plainCopies = plain.unwrap(PGConnection.class).getCopyAPI();
            for (String data : List.of("1\t1\n1\t1\n", "x\t1\n", "9\t77\n", "8\n")) {
                PSQLException expected = failure(plainCopies, INTO_ITEM, data);
                PSQLException actual = failure(copies, INTO_ITEM, data);
                assertThat(actual.getSQLState()).isEqualTo(expected.getSQLState());
                assertThat(actual.getMessage()).isEqualTo(expected.getMessage());
            }
            assertThat(failure(copies, "copy item from nowhere", "").getSQLState())
                    .isEqualTo(
                            failure(plainCopies, "copy item from nowhere", "").getSQLState());
            assertThat(failure(copies, "select 1", "").getSQLState())
                    .isEqualTo(failure(plainCopies, "select 1", "").getSQLState());
        }
        assertThat(database.outbox()).isEmpty();
        assertThat(database.update("insert into item values (1, 1)")).isEqualTo(1);
        assertThat(database.outbox()).containsExactly("public.item {1}");
    }

    private static PSQLException failure(CopyManager copies, String sql, String data) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(
                PSQLException.class, () -> copies.copyIn(sql, new StringReader(data)));
    }

    @Test
    void recordsNothingWhenACopyIsCancelledOrItsSourceFails() throws Exception {
        CopyIn copy = copies.copyIn(INTO_ITEM);
        copy.writeToCopy(bytes("1\t1\n"), 0, 4);
        copy.cancelCopy();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> copies.copyIn(INTO_ITEM, new BrokenReader()))
                .withMessage("broken");
        assertThat(database.outbox()).isEmpty();
        assertThat(database.update("insert into item values (1, 1)")).isEqualTo(1);
    }

    private static final class BrokenReader extends Reader {
        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("broken");
        }

        @Override
        public void close() {}
    }

    @Test
    void recordsNothingWhenTheConnectionIsClosedDuringACopy() throws Exception {
        try (Connection other = database.open("")) {
            CopyIn copy = ((PGConnection) other).getCopyAPI().copyIn(INTO_ITEM);
            copy.writeToCopy(bytes("1\t1\n"), 0, 4);
        }
        assertThat(database.outbox()).isEmpty();
    }

    @Test
    void doesNotMarkCopiesOfOtherTablesOrReads() throws Exception {
        copies.copyIn("copy other from stdin", new StringReader("1\n"));
        StringWriter out = new StringWriter();
        assertThat(copies.copyOut("copy other to stdout", out)).isEqualTo(1);
        assertThat(out).hasToString("1\n");
        assertThat(copies.copyOut("copy (select * from item) to stdout", new StringWriter()))
                .isZero();
        assertThat(database.outbox()).isEmpty();
    }

    @Test
    void marksTheTableWhenACopyOutDeletesItsRows() throws Exception {
        database.update("insert into item values (1, 1), (2, 1)");
        database.outbox();
        StringWriter out = new StringWriter();
        assertThat(copies.copyOut("copy (delete from item where id = 1 returning id) to stdout", out))
                .isEqualTo(1);
        assertThat(out).hasToString("1\n");
        assertThat(database.outbox()).hasSize(1).allMatch(row -> row.startsWith("public.item mark"));
        assertThat(database.update("insert into item values (3, 1)")).isEqualTo(1);
    }

    @Test
    void implementsPgConnectionAndUnwrapsTheDelegateByItsClass() throws SQLException {
        assertThat(captured.isWrapperFor(PGConnection.class)).isTrue();
        assertThat(captured.unwrap(PGConnection.class)).isSameAs(captured);
        assertThat(captured.unwrap(org.postgresql.core.BaseConnection.class))
                .isSameAs(((DelegatingConnection) captured).delegate());
        assertThat(((PGConnection) captured).getBackendPID()).isPositive();
        captured.close();
        assertThatThrownBy(() -> ((PGConnection) captured).getCopyAPI()).hasMessageContaining("closed");
    }
}
