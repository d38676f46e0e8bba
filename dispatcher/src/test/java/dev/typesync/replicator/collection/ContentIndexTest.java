package dev.typesync.replicator.collection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentIndexTest {
    private final ContentIndex index = new ContentIndex();

    @Test
    void distinguishesEqualDifferentAndMissingDocuments() {
        index.put("1", 10);
        index.put("2", 20);

        assertThat(index.matches("1", 10)).isTrue();
        assertThat(index.matches("2", 21)).isFalse();
        assertThat(index.matches("3", 10)).isFalse();
    }

    @Test
    void knowsTheDocumentsThatWereNotSeen() {
        index.put("1", 10);
        index.put("2", 20);
        index.matches("1", 99);

        assertThat(index.unseenCount()).isEqualTo(1);
        assertThat(index.isUnseen("2")).isTrue();
        assertThat(index.isUnseen("1")).isFalse();
        assertThat(index.isUnseen("3")).isFalse();
    }

    @Test
    void holdsManyDocuments() {
        int documents = 300_000;
        for (int i = 0; i < documents; i++) {
            index.put("id-" + i, i);
        }

        assertThat(index.unseenCount()).isEqualTo(documents);
        for (int i = 0; i < documents; i++) {
            assertThat(index.matches("id-" + i, i)).isTrue();
        }
        assertThat(index.unseenCount()).isZero();
    }
}
