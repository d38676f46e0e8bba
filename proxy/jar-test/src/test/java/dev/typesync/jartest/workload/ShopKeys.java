package dev.typesync.jartest.workload;

import java.util.Random;

/** Draws keys from a small set, so that several threads write the same rows. */
final class ShopKeys {
    private static final String[] ODD = {
        "plain",
        "with space",
        " edge",
        "edge ",
        "a:b",
        "back\\slash",
        "tick`tick",
        "quote'quote",
        "double\"quote",
        "percent%20",
        "slash/slash",
        "comma,comma",
        "[bracket]",
        "(paren)",
        "&&",
        "漢字",
        "emoji😀",
        "new\nline",
        "tab\ttab",
        "ünï",
        "{brace}",
        "a\\:b",
        "?",
        "??",
        "$1",
        "--",
        "/*",
        "::",
        ".",
        "..",
        "UPPER",
        "upper"
    };

    private ShopKeys() {}

    static String code(Random random) {
        return ODD[random.nextInt(ODD.length)] + random.nextInt(8);
    }

    static int order(Random random) {
        return random.nextInt(60) - 5;
    }

    static String line(Random random) {
        return ODD[random.nextInt(ODD.length)];
    }

    static long item(Random random) {
        return 1L + random.nextInt(1500);
    }
}
