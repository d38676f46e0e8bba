package dev.typesync.document;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;

/** 64-bit hash functions for the parts of a document. The results are the same in every process. */
final class HashFunctions {
    private static final HashFunction TEXT = Hashing.murmur3_128();

    private HashFunctions() {}

    static long text(String text) {
        return TEXT.hashUnencodedChars(text).asLong();
    }

    /** The finalizer of MurmurHash3: each bit of the input changes half of the output's bits. */
    static long number(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
