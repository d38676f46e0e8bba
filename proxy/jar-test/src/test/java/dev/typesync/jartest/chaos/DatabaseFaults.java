package dev.typesync.jartest.chaos;

import dev.typesync.testkit.FaultyProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Kills PostgreSQL and its backends, disturbs the ways to it, locks tables, and writes bad rows into the outbox. */
final class DatabaseFaults implements Fault {
    private static final List<String> TABLES = List.of("items", "labels", "lines", "counters", "articles");

    private final Installation installation;
    private final RunClock clock;
    private final PoisonRows poison;
    private @Nullable Connection locking;
    private @Nullable Long stoppedBackend;

    DatabaseFaults(Installation installation, RunClock clock) throws SQLException {
        this.installation = installation;
        this.clock = clock;
        this.poison = PoisonRows.prepare(installation.deployment(), clock);
    }

    @Override
    public void begin(PlannedFault fault) throws Exception {
        switch (fault.kind()) {
            case KILL_POSTGRES -> installation.postgres().kill9();
            case RESTART_POSTGRES -> installation.postgres().restart();
            case FAIL_OVER, RESTORE -> installation.postgres().backUp();
            case POISON -> poison.insert(new Random(fault.seed()));
            case TABLE_LOCKED -> lock(TABLES.get(new Random(fault.seed()).nextInt(TABLES.size())));
            case BACKEND_STOPPED -> stopBackend(new Random(fault.seed()));
            case BACKENDS_TERMINATED -> terminateBackends();
            default -> {
                for (int process = 0; process < Installation.PROCESSES; process++) {
                    if (fault.hits(process)) {
                        disturb(fault, installation.toDatabase().get(process));
                    }
                }
            }
        }
    }

    private static void disturb(PlannedFault fault, FaultyProxy proxy) {
        switch (fault.kind()) {
            case DATABASE_CUT -> proxy.cut();
            case DATABASE_CONNECTIONS_CUT -> proxy.cutConnections();
            case DATABASE_HANGS -> proxy.hang();
            case DATABASE_ANSWERS_HANG -> proxy.hangAnswers();
            case DATABASE_ANSWERS_CUT -> proxy.cutAnswers();
            case DATABASE_HALF_OPEN -> proxy.swallow();
            case DATABASE_SLOW -> proxy.delay(Duration.ofMillis(new Random(fault.seed()).nextLong(2, 50)));
            default -> throw new IllegalArgumentException(fault.kind().name());
        }
    }

    @Override
    public void end(PlannedFault fault) throws Exception {
        switch (fault.kind()) {
            case KILL_POSTGRES -> installation.postgres().restart();
            case FAIL_OVER -> installation.postgres().failOver();
            case RESTORE -> installation.postgres().restoreBackUp();
            case TABLE_LOCKED -> unlock();
            case BACKEND_STOPPED -> continueBackend();
            default -> installation.toDatabase().forEach(FaultyProxy::pass);
        }
    }

    private void lock(String table) throws SQLException {
        Connection connection = installation.deployment().connectPlain();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '5s'");
            statement.execute("lock table " + table + " in access exclusive mode");
            clock.log("locked " + table);
            locking = connection;
        } catch (SQLException e) {
            clock.log("no lock on " + table + ": " + e.getMessage());
            connection.close();
        }
    }

    private void unlock() throws SQLException {
        if (locking != null) {
            locking.rollback();
            locking.close();
            locking = null;
        }
    }

    private void stopBackend(Random random) throws Exception {
        try (Connection connection = installation.deployment().connectPlain()) {
            List<Long> backends = TypesyncBackends.pids(connection);
            if (!backends.isEmpty()) {
                long pid = backends.get(random.nextInt(backends.size()));
                clock.log("stopped backend " + TypesyncBackends.describe(connection, pid));
                Signals.send("STOP", pid);
                stoppedBackend = pid;
            }
        }
    }

    private void continueBackend() throws Exception {
        if (stoppedBackend != null) {
            Signals.send("CONT", stoppedBackend);
            stoppedBackend = null;
        }
    }

    private void terminateBackends() throws SQLException {
        try (Connection connection = installation.deployment().connectPlain()) {
            TypesyncBackends.terminate(connection);
        }
    }
}
