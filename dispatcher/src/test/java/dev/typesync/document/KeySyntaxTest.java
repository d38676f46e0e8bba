package dev.typesync.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.outbox.KeyColumn;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeySyntaxTest {
    private static final List<KeyColumn> NUMBER_AND_UUID =
            List.of(new KeyColumn("n", "integer", 1), new KeyColumn("u", "uuid", 2));

    @Test
    void excludesWhatIsNoNumber() {
        assertThat(List.of("bad1", "", "1.0", "0x1", "--1")).allMatch(text -> excludes("integer", text));
        assertThat(List.of("1", "-1", "+1", " 007 ", "99999999999999999999"))
                .noneMatch(text -> excludes("bigint", text));
    }

    @Test
    void excludesWhatIsNoUuid() {
        assertThat(List.of("bad", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1z")).allMatch(text -> excludes("uuid", text));
        assertThat(List.of(
                        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                        "{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}",
                        "a0eebc999c0b4ef8bb6d6bb9bd380a11",
                        "a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11"))
                .noneMatch(text -> excludes("uuid", text));
    }

    @Test
    void looksAtEachPart() {
        assertThat(KeySyntax.excludes(NUMBER_AND_UUID, "1:bad")).isTrue();
        assertThat(KeySyntax.excludes(NUMBER_AND_UUID, "1:a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"))
                .isFalse();
    }

    @Test
    void excludesNothingOfOtherTypes() {
        assertThat(excludes("text", "anything")).isFalse();
    }

    private static boolean excludes(String type, String text) {
        return KeySyntax.excludes(List.of(new KeyColumn("k", type, 1)), text);
    }
}
