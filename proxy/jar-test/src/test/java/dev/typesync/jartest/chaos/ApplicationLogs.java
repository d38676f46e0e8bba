package dev.typesync.jartest.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the logs of the applications say about their owners, and what must not be in them.
 *
 * @param lines the log of each application
 */
record ApplicationLogs(List<List<String>> lines) {
    private static final Pattern OWNER = Pattern.compile("this process replicates now \\(epoch ([\\d,]+)\\)");
    private static final Pattern COMPARED = Pattern.compile("collection \\S+ is compared with its table");
    private static final Pattern FORBIDDEN =
            Pattern.compile("OutOfMemoryError|internal error of typesync|^Exception in thread|^\\S+ SEVERE");

    static ApplicationLogs read(Path directory) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        for (int process = 0; process < Installation.PROCESSES; process++) {
            Path log = Applications.log(directory, process);
            lines.add(Files.exists(log) ? Files.readAllLines(log, StandardCharsets.UTF_8) : List.of());
        }
        return new ApplicationLogs(lines);
    }

    /** The number of changes of the owner. */
    int owners() {
        return matching(OWNER).size();
    }

    List<String> comparisons() {
        return matching(COMPARED);
    }

    List<String> forbidden() {
        return matching(FORBIDDEN);
    }

    /** Epochs that two applications say they own. Without a fail-over there are none. */
    List<String> epochsOfTwoOwners() {
        Map<String, Integer> owners = new HashMap<>();
        List<String> shared = new ArrayList<>();
        for (int process = 0; process < lines.size(); process++) {
            for (String line : lines.get(process)) {
                Matcher owner = OWNER.matcher(line);
                if (owner.find() && !Integer.valueOf(process).equals(owners.getOrDefault(owner.group(1), process))) {
                    shared.add(line);
                } else if (owner.reset().find()) {
                    owners.put(owner.group(1), process);
                }
            }
        }
        return shared;
    }

    private List<String> matching(Pattern pattern) {
        return lines.stream()
                .flatMap(List::stream)
                .filter(line -> pattern.matcher(line).find())
                .toList();
    }
}
