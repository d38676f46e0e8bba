package dev.typesync.corpus;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Replaces the parts of a statement that differ between runs: the machine's name and address, times and random ids. The
 * structure of the statement stays. Two runs then record the same statements, except for those that depend on timing.
 */
final class StableText {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?");
    private static final Pattern ADDRESS =
            Pattern.compile("\\((\\d{1,3}\\.){3}\\d{1,3}\\)|\\([0-9a-f:%.]+:[0-9a-z:%.]*\\)");
    private static final Pattern EPOCH_MILLIS = Pattern.compile("\\b1[6-9]\\d{11}\\b");
    private static final Pattern DEPLOYMENT = Pattern.compile("'\\d{10}'");
    private static final Pattern UUID =
            Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b");
    private static final String HOST = hostName();

    private StableText() {}

    static String of(String sql) {
        String text = TIME.matcher(sql).replaceAll("2026-11-24 12:00:00");
        text = UUID.matcher(text).replaceAll("00000000-0000-4000-8000-000000000001");
        text = ADDRESS.matcher(text).replaceAll("(127.0.0.1)");
        text = EPOCH_MILLIS.matcher(text).replaceAll("1795500000000");
        text = DEPLOYMENT.matcher(text).replaceAll("'5500000000'");
        return text.replace(HOST, "host.example");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost.localdomain";
        }
    }
}
