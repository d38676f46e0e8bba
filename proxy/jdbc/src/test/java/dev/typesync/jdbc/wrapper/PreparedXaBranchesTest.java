package dev.typesync.jdbc.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.capture.change.UnpublishedChanges;
import dev.typesync.event.ChangeBus;
import dev.typesync.event.Operation;
import dev.typesync.event.TableChange;
import dev.typesync.testkit.BranchId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreparedXaBranchesTest {
    private final ChangeBus bus = new ChangeBus();
    private final AtomicInteger signals = new AtomicInteger();
    private final PreparedXaBranches branches = new PreparedXaBranches(2);

    @BeforeEach
    void countSignals() {
        bus.onCommit(signals::incrementAndGet);
    }

    private void prepare(String name) {
        TableChange change = new TableChange("public", "item", Operation.INSERT, Set.of(), List.of());
        branches.prepared(new BranchId(name), new UnpublishedChanges(bus, List.of(change)));
    }

    @Test
    void publishesABranchOnceAndFindsItByItsParts() {
        prepare("a");
        branches.committed(new BranchId("b"));
        assertThat(signals).hasValue(0);
        branches.committed(new BranchId("a"));
        branches.committed(new BranchId("a"));
        assertThat(signals).hasValue(1);
    }

    @Test
    void forgetsABranchThatIsRolledBack() {
        prepare("a");
        branches.rolledBack(new BranchId("a"));
        branches.committed(new BranchId("a"));
        assertThat(signals).hasValue(0);
    }

    @Test
    void forgetsTheOldestBranchAboveTheLimit() {
        prepare("a");
        prepare("b");
        prepare("c");
        branches.committed(new BranchId("a"));
        assertThat(signals).hasValue(0);
        branches.committed(new BranchId("b"));
        branches.committed(new BranchId("c"));
        assertThat(signals).hasValue(2);
    }
}
