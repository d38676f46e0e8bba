package dev.typesync.replicator.collection;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.Set;
import java.util.UUID;

/**
 * A temporary file of sorted runs of items. Only its owner may read it. On Linux and macOS it has no name from the
 * moment it is open, and Windows deletes it when the process ends, so no crash leaves one. Used by one thread at a time.
 *
 * <p>An item is {@code int32 length << 3 | kind << 1 | wide | int64 hash | id}, where a wide id has two bytes a char.
 */
final class ItemFile implements AutoCloseable {
    private static final Set<OpenOption> OPTIONS = Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    private static final int WRITE_BUFFER = 64 * 1024;
    private static final int READ_BUFFER = 8 * 1024;
    private static final int HEAD = Integer.BYTES + Long.BYTES;

    private final Path directory;
    private final FileChannel channel;
    private long size;

    /** Consecutive bytes of the file with sorted items. */
    record Run(long from, long to) {}

    private ItemFile(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static ItemFile create(Path directory) {
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Path path = directory.resolve("typesync-" + UUID.randomUUID() + ".tmp");
            return new ItemFile(directory, FileChannel.open(path, OPTIONS, attributes));
        } catch (IOException e) {
            throw new ComparisonFileException(directory, 0, e);
        }
    }

    /** Writes items that are sorted already. */
    Run append(Iterator<ComparedItem> items) {
        long from = size;
        ByteBuffer buffer = ByteBuffer.allocate(WRITE_BUFFER);
        while (items.hasNext()) {
            ComparedItem item = items.next();
            boolean wide = item.id().chars().anyMatch(c -> c > 0xFF);
            int length = item.id().length();
            int bytes = HEAD + (wide ? 2 * length : length);
            if (bytes > buffer.remaining()) {
                write(buffer);
                buffer = bytes > buffer.capacity() ? ByteBuffer.allocate(bytes) : buffer;
            }
            buffer.putInt(length << 3 | item.kind().code() << 1 | (wide ? 1 : 0))
                    .putLong(item.hash());
            for (int i = 0; i < length; i++) {
                if (wide) {
                    buffer.putChar(item.id().charAt(i));
                } else {
                    buffer.put((byte) item.id().charAt(i));
                }
            }
        }
        write(buffer);
        return new Run(from, size);
    }

    private void write(ByteBuffer buffer) {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                size += channel.write(buffer, size);
            }
        } catch (IOException e) {
            throw new ComparisonFileException(directory, size, e);
        }
        buffer.clear();
    }

    Iterator<ComparedItem> read(Run run) {
        return new Reader(run);
    }

    /** The number of bytes that were written. */
    long size() {
        return size;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new ComparisonFileException(directory, size, e);
        }
    }

    private final class Reader implements Iterator<ComparedItem> {
        private final Run run;
        private long at;
        private ByteBuffer buffer = ByteBuffer.allocate(READ_BUFFER).limit(0);

        Reader(Run run) {
            this.run = run;
            this.at = run.from();
        }

        @Override
        public boolean hasNext() {
            return buffer.hasRemaining() || at < run.to();
        }

        @Override
        public ComparedItem next() {
            require(HEAD);
            int head = buffer.getInt();
            long hash = buffer.getLong();
            boolean wide = (head & 1) != 0;
            char[] id = new char[head >>> 3];
            require(wide ? 2 * id.length : id.length);
            for (int i = 0; i < id.length; i++) {
                id[i] = wide ? buffer.getChar() : (char) (buffer.get() & 0xFF);
            }
            return new ComparedItem(new String(id), ComparedItem.Kind.of(head >>> 1 & 3), hash);
        }

        /** Reads until the buffer holds this number of bytes. */
        private void require(int bytes) {
            if (buffer.remaining() >= bytes) {
                return;
            }
            ByteBuffer next =
                    bytes > buffer.capacity() ? ByteBuffer.allocate(bytes).put(buffer) : buffer.compact();
            next.limit((int) Math.min(next.capacity(), next.position() + run.to() - at));
            try {
                while (next.position() < bytes) {
                    int count = channel.read(next, at);
                    if (count < 0) {
                        throw new EOFException("it ends at " + at);
                    }
                    at += count;
                }
            } catch (IOException e) {
                throw new ComparisonFileException(directory, size, e);
            }
            buffer = next.flip();
        }
    }
}
