package dev.typesync.replicator.collection;

import java.util.BitSet;

/**
 * The content hashes of documents, by the hash of their id. There is no object per document: a slot takes 16 bytes, and
 * at most three quarters of the slots are used. That makes 22 to 44 MB per million documents. Used by one thread at a
 * time.
 *
 * <p>The hashes have 64 bits. Among ten million documents, two ids share a hash with a probability below 1 to 300,000.
 * Such a pair is written once more than needed, or, if the contents collide too, compared as one document.
 */
final class ContentIndex {
    private static final double MAX_LOAD = 0.75;

    private long[] ids = new long[1 << 12];
    private long[] contents = new long[1 << 12];
    private BitSet seen = new BitSet();
    private int size;

    void put(String id, long content) {
        if (size + 1 > ids.length * MAX_LOAD) {
            grow();
        }
        put(hash(id), content);
    }

    private void put(long id, long content) {
        int slot = slot(id);
        if (ids[slot] == 0) {
            ids[slot] = id;
            size++;
        }
        contents[slot] = content;
    }

    private void grow() {
        long[] oldIds = ids;
        long[] oldContents = contents;
        ids = new long[oldIds.length * 2];
        contents = new long[ids.length];
        size = 0;
        for (int i = 0; i < oldIds.length; i++) {
            if (oldIds[i] != 0) {
                put(oldIds[i], oldContents[i]);
            }
        }
    }

    /** Whether there is a document with this id and content. From now on the id counts as seen. */
    boolean matches(String id, long content) {
        return recordSeen(id) && contents[slot(hash(id))] == content;
    }

    /** Whether there is a document with this id. From now on it counts as seen. */
    boolean recordSeen(String id) {
        int slot = slot(hash(id));
        if (ids[slot] == 0) {
            return false;
        }
        seen.set(slot);
        return true;
    }

    /** The number of documents whose id was not seen. */
    int unseenCount() {
        return size - seen.cardinality();
    }

    boolean isUnseen(String id) {
        int slot = slot(hash(id));
        return ids[slot] != 0 && !seen.get(slot);
    }

    private int slot(long id) {
        int mask = ids.length - 1;
        int slot = (int) (id >>> 32) & mask;
        while (ids[slot] != 0 && ids[slot] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Never zero, because zero means an empty slot. */
    private static long hash(String id) {
        long hash = 0x9E3779B97F4A7C15L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0xFF51AFD7ED558CCDL;
            hash ^= hash >>> 32;
        }
        hash = (hash ^ id.length()) * 0xC4CEB9FE1A85EC53L;
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }
}
