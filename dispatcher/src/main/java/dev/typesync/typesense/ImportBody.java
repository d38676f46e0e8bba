package dev.typesync.typesense;

import dev.typesync.document.Document;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The body of an import: one line for each document. It is made piece by piece while it is sent, so that the documents
 * are in memory only once. Immutable.
 */
final class ImportBody implements Iterable<byte[]> {
    private static final int PIECE = 16 * 1024;

    private final List<Document> documents;
    private final long length;

    ImportBody(List<Document> documents) {
        this.documents = List.copyOf(documents);
        this.length = documents.stream()
                .mapToLong(document -> document.json().length + 1L)
                .sum();
    }

    /** The number of bytes. */
    long length() {
        return length;
    }

    /** Sends the length first, so that the server knows whether the body is complete. */
    BodyPublisher publisher() {
        return BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(this), length);
    }

    @Override
    public Iterator<byte[]> iterator() {
        return new Pieces(documents.iterator());
    }

    private static final class Pieces implements Iterator<byte[]> {
        private static final byte[] NOTHING = {};

        private final Iterator<Document> rest;
        private byte[] json = NOTHING;
        private int at = 1;

        Pieces(Iterator<Document> documents) {
            this.rest = documents;
        }

        @Override
        public boolean hasNext() {
            return at <= json.length || rest.hasNext();
        }

        @Override
        public byte[] next() {
            byte[] piece = new byte[PIECE];
            int filled = 0;
            while (filled < PIECE && hasNext()) {
                if (at > json.length) {
                    json = rest.next().json();
                    at = 0;
                }
                int count = Math.min(PIECE - filled, json.length - at);
                System.arraycopy(json, at, piece, filled, count);
                filled += count;
                at += count;
                if (at == json.length && filled < PIECE) {
                    piece[filled++] = '\n';
                    at++;
                }
            }
            return filled == PIECE ? piece : Arrays.copyOf(piece, filled);
        }
    }
}
