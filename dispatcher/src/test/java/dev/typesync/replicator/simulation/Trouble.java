package dev.typesync.replicator.simulation;

import dev.typesync.document.CollectionMapping;
import dev.typesync.replicator.task.Task;
import dev.typesync.typesense.RefusalKind;
import java.time.Duration;
import java.util.List;

/** What happens to processes and servers, one event after another, until the time of faults is over. */
final class Trouble implements Task {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final List<RefusalKind> REFUSALS =
            List.of(RefusalKind.UNAUTHORIZED, RefusalKind.NOT_FOUND, RefusalKind.OUT_OF_RESOURCES, RefusalKind.BUSY);

    private final World world;
    private int started;

    Trouble(World world) {
        this.world = world;
    }

    void startProcess() {
        world.processes.add(SimulatedProcess.start("p" + ++started, world));
    }

    @Override
    public Duration step() {
        boolean isLast = !world.hasFaults();
        if (!isLast) {
            happen();
        }
        while (living().size() < world.plan.processes()) {
            startProcess();
        }
        if (isLast) {
            return FINISHED;
        }
        return world.scheduler.between(SHORT, Duration.ofSeconds(4));
    }

    private List<SimulatedProcess> living() {
        return world.processes.stream().filter(process -> !process.isEnding()).toList();
    }

    private SimulatedProcess any() {
        List<SimulatedProcess> living = living();
        return living.get(world.scheduler.random.nextInt(living.size()));
    }

    private Duration upTo(int seconds) {
        return world.scheduler.between(SHORT, Duration.ofSeconds(seconds));
    }

    private void happen() {
        Plan plan = world.plan;
        if (living().isEmpty()) {
            return;
        }
        switch (world.scheduler.random.nextInt(8)) {
            case 0 -> end(any());
            case 1 -> {
                if (plan.pauses()) {
                    any().pause(upTo(10));
                }
            }
            case 2 -> world.server.restart(upTo(5));
            case 3 -> {
                Duration duration = plan.suspensions() ? Duration.ofSeconds(330) : upTo(8);
                world.server.refuse(REFUSALS.get(world.scheduler.random.nextInt(REFUSALS.size())), duration);
            }
            case 4 -> crash();
            case 5 -> lockTable();
            default -> world.database.vacuum();
        }
    }

    private void end(SimulatedProcess process) {
        if (world.plan.kills()) {
            process.kill();
        } else if (!process.isRecovering()) {
            process.close();
        }
    }

    private void crash() {
        if (world.plan.failOvers() && world.scheduler.chance(0.5)) {
            world.database.failOver(upTo(3));
            world.audit.lost(world.database.now().number(), true);
        } else if (world.plan.crashes()) {
            world.database.crash(upTo(3));
            world.audit.lost(world.database.now().number(), false);
        }
    }

    private void lockTable() {
        List<CollectionMapping> mappings = List.copyOf(world.mappings.values());
        world.lock(mappings.get(world.scheduler.random.nextInt(mappings.size())).table(), upTo(6));
    }
}
