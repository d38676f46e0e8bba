package dev.typesync.typesense;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands the body of an answer to the thread that waits for it, one network buffer at a time. So the work on a body
 * blocks no thread of the HTTP client, and a body of any size needs no more memory than one buffer. Thread-safe; one
 * thread takes the chunks.
 */
final class BodyChunks implements BodySubscriber<BodyChunks> {
    /**
     * What arrived.
     *
     * @param buffers bytes; empty at the end
     * @param failure why there are no more; null if the body is complete or goes on
     */
    record Chunk(
            List<ByteBuffer> buffers,
            boolean isLast,
            @Nullable Throwable failure) {}

    private final BlockingQueue<Chunk> arrived = new LinkedBlockingQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Subscription subscription; // this field and the next are guarded by lock
    private boolean cancelled;

    /** Complete from the beginning, so that the answer is there as soon as its headers are. */
    @Override
    public CompletionStage<BodyChunks> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        if (subscribe(newSubscription)) {
            newSubscription.cancel();
        } else {
            newSubscription.request(1);
        }
    }

    /** Keeps the subscription; returns whether the body was cancelled before. */
    private boolean subscribe(Subscription newSubscription) {
        lock.lock();
        try {
            subscription = newSubscription;
            return cancelled;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrived.add(new Chunk(buffers, false, null));
    }

    @Override
    public void onError(Throwable cause) {
        arrived.add(new Chunk(List.of(), true, cause));
    }

    @Override
    public void onComplete() {
        arrived.add(new Chunk(List.of(), true, null));
    }

    /** The next chunk, and requests the one after it; null if none has arrived within this time. */
    @Nullable
    Chunk poll(long nanos) throws InterruptedException {
        Chunk chunk = arrived.poll(nanos, TimeUnit.NANOSECONDS);
        Subscription source = subscription();
        if (chunk != null && !chunk.isLast() && source != null) {
            source.request(1);
        }
        return chunk;
    }

    /** Closes the connection, unless the body is complete. Ends a {@link #poll} that waits. */
    void cancel() {
        Subscription source = cancelSubscription();
        if (source != null) {
            source.cancel();
        }
        onError(new IOException("closed"));
    }

    private @Nullable Subscription cancelSubscription() {
        lock.lock();
        try {
            cancelled = true;
            return subscription;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Subscription subscription() {
        lock.lock();
        try {
            return subscription;
        } finally {
            lock.unlock();
        }
    }
}
