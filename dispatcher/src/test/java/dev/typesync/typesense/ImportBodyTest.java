package dev.typesync.typesense;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.document.Document;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportBodyTest {
    @ParameterizedTest
    @CsvSource({"1, 2", "1, 16383", "1, 16384", "1, 16385", "3, 16384", "2, 1000000", "5000, 7", "100, 8191"})
    void holdsOneLineForEachDocument(int count, int size) {
        List<Document> documents = IntStream.range(0, count)
                .mapToObj(i -> new Document("id", json(i, size).getBytes(StandardCharsets.US_ASCII)))
                .toList();
        String expected =
                IntStream.range(0, count).mapToObj(i -> json(i, size) + "\n").collect(Collectors.joining());
        ImportBody body = new ImportBody(documents);

        assertThat(body.length()).isEqualTo(expected.length());
        assertThat(text(body)).isEqualTo(expected);
        assertThat(text(body)).as("when it is sent again").isEqualTo(expected);
        assertThat(body.publisher().contentLength()).isEqualTo(expected.length());
    }

    private static String json(int number, int size) {
        return String.valueOf((char) ('a' + number % 26)).repeat(size);
    }

    private static String text(ImportBody body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] piece : body) {
            assertThat(piece).hasSizeBetween(1, 16 * 1024);
            bytes.writeBytes(piece);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }
}
