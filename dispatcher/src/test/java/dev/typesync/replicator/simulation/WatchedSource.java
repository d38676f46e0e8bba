package dev.typesync.replicator.simulation;

import dev.typesync.outbox.TableId;
import dev.typesync.source.Acknowledgement;
import dev.typesync.source.Change;
import dev.typesync.source.ChangeSink;
import dev.typesync.source.ChangeSource;
import dev.typesync.source.Occasion;
import java.time.Duration;
import java.util.Set;

/** A source that counts the changes that were taken and not acknowledged. It can also break a rule. */
final class WatchedSource implements ChangeSource {
    private final ChangeSource source;
    private final World world;
    private int inFlight;

    WatchedSource(ChangeSource source, World world) {
        this.source = source;
        this.world = world;
    }

    @Override
    public Duration step(ChangeSink sink, Occasion occasion) throws InterruptedException {
        ChangeSink watching = new ChangeSink() {
            @Override
            public Admission offer(Change change, Acknowledgement acknowledgement) {
                return WatchedSource.this.offer(sink, change, acknowledgement);
            }

            @Override
            public Set<TableId> tables() {
                return sink.tables();
            }

            @Override
            public void endOffers() {
                sink.endOffers();
            }
        };
        return source.step(watching, occasion);
    }

    private ChangeSink.Admission offer(ChangeSink sink, Change change, Acknowledgement acknowledgement) {
        boolean early = world.broken == Rule.DELETE_LAST;
        ChangeSink.Admission admission = sink.offer(change, () -> {
            inFlight--;
            if (!early) {
                acknowledgement.acknowledged();
            }
        });
        boolean unlimited = world.broken == Rule.BOUND && admission == ChangeSink.Admission.LATER;
        if (admission == ChangeSink.Admission.TAKEN || unlimited) {
            world.audit.inFlight(++inFlight);
        }
        if (admission == ChangeSink.Admission.TAKEN && early) {
            acknowledgement.acknowledged();
        }
        return unlimited ? ChangeSink.Admission.TAKEN : admission;
    }

    @Override
    public void connect(Runnable changed, Runnable acknowledged) {
        source.connect(changed, acknowledged);
    }

    @Override
    public void finish() {
        source.finish();
    }
}
