package dev.typesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainHttpTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://search.example.com:8108",
                "http://8.8.8.8:8108",
                "http://172.32.0.1:8108",
                "http://[2001:db8::1]:8108",
                "http://10.example.com:80"
            })
    void warnsOfAHostInAPublicNetwork(String node) {
        assertThat(PlainHttp.warning(config(node)))
                .hasValueSatisfying(text -> assertThat(text).contains(node));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://search.example.com:443",
                "http://localhost:8108",
                "http://127.0.0.1:8108",
                "http://[::1]:8108",
                "http://[fd12::1]:8108",
                "http://10.1.2.3:8108",
                "http://172.16.0.1:8108",
                "http://192.168.0.1:8108",
                "http://typesense:8108",
                "http://typesense.search.svc.cluster.local:8108",
                "http://search.internal:8108"
            })
    void doesNotWarnOfOthers(String node) {
        assertThat(PlainHttp.warning(config(node))).isEmpty();
    }

    private static TypesenseConfig config(String node) {
        return TypesenseConfig.of(List.of(URI.create("http://localhost:1"), URI.create(node)), Secret.of("k"));
    }
}
