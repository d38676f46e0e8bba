package dev.typesync.typesense;

import dev.typesync.document.DocumentHash;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Splits an export into lines and passes the id and hash of each line to a sink as it arrives. Only one line and one
 * network buffer are in memory. It requests more data when the sink has processed the data so far.
 */
final class ExportLines implements BodySubscriber<String> {
    private static final int INITIAL_CAPACITY = 8 * 1024;

    private final ExportSink sink;
    private final CompletableFuture<String> whole = new CompletableFuture<>();
    private byte[] line = new byte[INITIAL_CAPACITY];
    private int length;
    private long count;
    private @Nullable Subscription subscription;

    ExportLines(ExportSink sink) {
        this.sink = sink;
    }

    @Override
    public CompletionStage<String> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            buffers.forEach(this::consume);
        } catch (RuntimeException e) {
            onError(e);
            cancel();
            return;
        }
        if (subscription != null) {
            subscription.request(1);
        }
    }

    private void cancel() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void consume(ByteBuffer buffer) {
        while (buffer.hasRemaining()) {
            byte next = buffer.get();
            if (next == '\n') {
                endLine();
            } else {
                if (length == line.length) {
                    line = Arrays.copyOf(line, 2 * length);
                }
                line[length++] = next;
            }
        }
    }

    private void endLine() {
        count++;
        if (length > 0) {
            emit();
        }
        length = 0;
    }

    private void emit() {
        DocumentHash document;
        try {
            document = DocumentHash.of(line, 0, length);
        } catch (IllegalArgumentException e) {
            sink.notADocument(count);
            return;
        }
        if (document.id().isEmpty()) {
            sink.notADocument(count);
        } else {
            sink.document(document.id(), document.hash());
        }
    }

    @Override
    public void onError(Throwable cause) {
        whole.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        try {
            endLine(); // the last line has no newline
            whole.complete("");
        } catch (RuntimeException e) {
            whole.completeExceptionally(e);
        }
    }
}
