package dev.typesync.replicator.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentComparisonTest {
    private static final ComparisonMemory NOTHING_SHARED = new ComparisonMemory(0);

    @TempDir
    private Path directory;

    @Test
    void findsDifferentMissingAndAdditionalDocuments() {
        try (ContentComparison comparison = new ContentComparison(new ComparisonMemory(), directory)) {
            comparison.addDocument("equal", 1);
            comparison.addDocument("different", 2);
            comparison.addDocument("without row", 3);
            comparison.addDocument("of a rejected row", 0);
            comparison.addRow("equal", 1);
            comparison.addRow("different", 9);
            comparison.addRow("without document", 5);
            comparison.addRejectedRow("of a rejected row");

            assertThat(different(comparison))
                    .containsExactlyInAnyOrder("different", "without row", "without document", "of a rejected row");
            assertThat(comparison.documents()).isEqualTo(4);
            assertThat(comparison.documentsWithoutRow()).isEqualTo(1);
            assertThat(comparison.fileBytes()).isZero();
        }
    }

    @Test
    void reportsAnIdThatOccursTwiceIfOneOfItsContentsDiffers() {
        try (ContentComparison comparison = new ContentComparison(new ComparisonMemory(), directory)) {
            comparison.addDocument("same", 1);
            comparison.addDocument("same", 1);
            comparison.addRow("same", 1);
            comparison.addDocument("other", 1);
            comparison.addDocument("other", 2);
            comparison.addRow("other", 2);

            assertThat(different(comparison)).containsExactly("other");
        }
    }

    @Test
    void agreesWithAModelWhenItWritesToAFile() throws IOException {
        long seed = Long.getLong("typesync.seed", System.nanoTime());
        int rounds = Integer.getInteger("typesync.comparison.rounds", 5);
        System.out.println("typesync.seed=" + seed);
        for (int round = 0; round < rounds; round++) {
            compareAtRandom(new Random(seed + round));
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).as("files that are left").isEmpty();
        }
    }

    private void compareAtRandom(Random random) {
        Map<String, Set<Long>> documents = new HashMap<>();
        Map<String, Long> rows = new TreeMap<>();
        Set<String> rejected = new HashSet<>();
        int ids = 1 + random.nextInt(40_000);
        try (ContentComparison comparison =
                new ContentComparison(new ComparisonMemory(random.nextInt(2_000_000)), directory)) {
            for (int i = 0; i < ids; i++) {
                String id = id(random, ids);
                long hash = random.nextInt(3);
                comparison.addDocument(id, hash);
                documents.computeIfAbsent(id, key -> new HashSet<>()).add(hash);
            }
            for (int i = 0; i < ids; i++) {
                String id = id(random, ids);
                if (!rows.containsKey(id) && rejected.size() * 50 < i) {
                    rejected.add(id);
                    rows.put(id, -1L);
                    comparison.addRejectedRow(id);
                } else if (rows.putIfAbsent(id, (long) random.nextInt(3)) == null) {
                    comparison.addRow(id, rows.get(id));
                }
            }
            assertThat(different(comparison)).containsExactlyElementsOf(expected(documents, rows));
        }
    }

    private static String id(Random random, int ids) {
        int number = random.nextInt(ids);
        return switch (number % 50) {
            case 0 -> "é" + number;
            case 1 -> "\uD800 half 日本" + number;
            case 2 -> number % 100 == 2 ? "x".repeat(number % 20_000) + number : "";
            default -> String.valueOf(number);
        };
    }

    private static Set<String> expected(Map<String, Set<Long>> documents, Map<String, Long> rows) {
        Set<String> different = new TreeSet<>(documents.keySet());
        different.addAll(rows.keySet());
        different.removeIf(id -> rows.containsKey(id) && Set.of(rows.get(id)).equals(documents.get(id)));
        return different;
    }

    @Test
    void holdsManyItemsInAFile() {
        int items = 200_000;
        try (ContentComparison comparison = new ContentComparison(NOTHING_SHARED, directory)) {
            for (int i = 0; i < items; i++) {
                comparison.addDocument("id-" + i, i);
            }
            for (int i = items - 1; i >= 0; i--) {
                comparison.addRow("id-" + i, i == 77 ? 0 : i);
            }

            assertThat(different(comparison)).containsExactly("id-77");
            assertThat(comparison.fileBytes()).isPositive();
        }
    }

    @Test
    void returnsItsMemory() {
        ComparisonMemory memory = new ComparisonMemory(1 << 20);
        ContentComparison comparison = new ContentComparison(memory, directory);
        for (int i = 0; i < 5000; i++) {
            comparison.addDocument("id-" + i, i);
        }
        assertThat(memory.take(1 << 20)).isFalse();

        comparison.close();
        comparison.close();

        assertThat(memory.take(1 << 20)).isTrue();
        assertThat(memory.take(1)).isFalse();
    }

    @Test
    void namesTheDirectoryThatCannotBeWritten() {
        Path missing = directory.resolve("missing");
        try (ContentComparison comparison = new ContentComparison(NOTHING_SHARED, missing)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 5000; i++) {
                            comparison.addDocument("id-" + i, i);
                        }
                    })
                    .isInstanceOf(ComparisonFileException.class)
                    .hasMessageContaining(missing.toString())
                    .hasMessageContaining("java.io.tmpdir");
        }
    }

    private static List<String> different(ContentComparison comparison) {
        while (comparison.sortSome()) {
            // the next part follows
        }
        List<String> different = new ArrayList<>();
        while (!comparison.isComplete()) {
            different.addAll(comparison.nextDifferent(1000));
        }
        return different;
    }
}
