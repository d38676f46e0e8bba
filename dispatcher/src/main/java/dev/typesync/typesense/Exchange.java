package dev.typesync.typesense;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The thread that sent the request waits for the answer and reads it; other threads may
 * cancel it.
 *
 * <p>The request is sent on another thread, and not by {@code sendAsync}, which completes its answers on a thread of
 * the common pool. Before Java 24 a thread holds the class loaders of the code that was running when it started, and a
 * common one would hold that of the application for as long as it lives.
 */
final class Exchange {
    private final BodyChunks chunks = new BodyChunks();
    private final FutureTask<HttpResponse<BodyChunks>> head;
    private volatile boolean isStarted;
    private volatile boolean cancelled;

    /** @param client the client at the time of sending */
    Exchange(Supplier<HttpClient> client, HttpRequest request) {
        this.head = new FutureTask<>(() -> {
            isStarted = true;
            return client.get().send(request, info -> chunks);
        });
    }

    void start(Executor senders) throws RequestFailedException {
        try {
            senders.execute(head);
        } catch (RejectedExecutionException e) {
            throw new RequestFailedException("the connections were closed", false);
        }
    }

    /**
     * Waits for the status, which comes with the headers.
     *
     * @param check null if the request is not a write
     */
    int awaitStatus(RequestWatch watch, @Nullable LostAnswerCheck check)
            throws RequestFailedException, InterruptedException {
        while (true) {
            try {
                return head.get(watch.sliceNanos(), TimeUnit.NANOSECONDS).statusCode();
            } catch (TimeoutException e) {
                watch.look();
                if (check != null && isStarted) {
                    check.look();
                }
            } catch (CancellationException e) {
                throw closed();
            } catch (ExecutionException e) {
                throw RequestFailedException.of(e.getCause() == null ? e : e.getCause());
            }
        }
    }

    /** The status, if it has come; 0 if not, or if the request failed. */
    int statusNow() {
        try {
            return head.isDone() ? head.get().statusCode() : 0;
        } catch (CancellationException | ExecutionException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Reads the body until its end, or until the reader has enough. */
    void read(AnswerBody body, RequestWatch watch) throws RequestFailedException, InterruptedException {
        boolean wantsMore = true;
        watch.recordProgress(); // the headers
        while (wantsMore) {
            BodyChunks.Chunk chunk = chunks.poll(watch.sliceNanos());
            if (chunk == null) {
                watch.look();
            } else if (chunk.failure() != null) {
                throw cancelled ? closed() : RequestFailedException.of(chunk.failure());
            } else if (chunk.isLast()) {
                body.end();
                return;
            } else {
                for (ByteBuffer buffer : chunk.buffers()) {
                    wantsMore = wantsMore && body.accept(buffer);
                }
                watch.recordProgress(); // after the work on it, which is no time of the node
            }
        }
    }

    private static RequestFailedException closed() {
        return new RequestFailedException("the connections were closed", true);
    }

    /** Closes the connection, unless the answer is complete. */
    void cancel() {
        cancelled = true;
        head.cancel(true);
        chunks.cancel();
    }
}
