package dev.typesync.document;

import java.math.BigInteger;

/**
 * Hashes a JSON number as Typesense stores it: an integer between -2^63 and 2^64 exactly, every other number as the
 * nearest double. So {@code 1}, {@code 1.0} and {@code 1e0} are equal, and {@code -0.0} is 0.
 */
final class CanonicalNumber {
    /** Integers of up to this length fit into a long. */
    private static final int SAFE_DIGITS = 18;

    private static final int LONG_BITS = 63;
    private static final int UNSIGNED_BITS = 64;
    private static final double LONG_LIMIT = 0x1p63;

    private CanonicalNumber() {}

    static long hash(String number) {
        if (!isInteger(number)) {
            return hash(Double.parseDouble(number));
        }
        if (number.length() <= SAFE_DIGITS) {
            return HashFunctions.number(Long.parseLong(number));
        }
        BigInteger integer = new BigInteger(number);
        if (integer.bitLength() <= LONG_BITS) {
            return HashFunctions.number(integer.longValue());
        }
        if (integer.signum() > 0 && integer.bitLength() == UNSIGNED_BITS) {
            return HashFunctions.number(~integer.longValue() * 31); // differs from the negative long with the same bits
        }
        return hash(integer.doubleValue());
    }

    private static long hash(double number) {
        if (number == Math.rint(number) && Math.abs(number) < LONG_LIMIT) {
            return HashFunctions.number((long) number);
        }
        return HashFunctions.number(Double.doubleToLongBits(number) * 37);
    }

    private static boolean isInteger(String number) {
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c == '.' || c == 'e' || c == 'E') {
                return false;
            }
        }
        return true;
    }
}
