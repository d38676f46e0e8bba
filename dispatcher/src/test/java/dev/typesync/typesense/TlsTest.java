package dev.typesync.typesense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.typesync.config.ConfigurationException;
import dev.typesync.config.ConfigurationFile;
import dev.typesync.config.TypesenseConfig;
import dev.typesync.document.Document;
import dev.typesync.typesense.ImportOutcome.Answered;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Servers with TLS, one of which demands a certificate of the client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
    private static final List<Document> ONE =
            List.of(new Document("1", "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8)));

    @TempDir
    static Path directory;

    private Certificates certificates;
    private HttpsServer open;
    private HttpsServer closed;

    @BeforeAll
    void start() throws Exception {
        certificates = new Certificates(directory);
        open = server(false);
        closed = server(true);
    }

    @AfterAll
    void stop() {
        open.stop(0);
        closed.stop(0);
    }

    private HttpsServer server(boolean demandsCertificate) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SSLContext context = certificates.server();
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = context.getDefaultSSLParameters();
                ssl.setNeedClientAuth(demandsCertificate);
                parameters.setSSLParameters(ssl);
            }
        });
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            FakeServer.answer(exchange, 200, path.equals("/collections") ? "[]" : "{\"success\":true}");
        });
        server.start();
        return server;
    }

    @Test
    void acceptsACertificateOfTheConfiguredAuthority() throws Exception {
        assertWorks(config(open, "ca: " + certificates.certificate("ca")));
    }

    @Test
    void refusesACertificateOfAnUnknownAuthority() throws Exception {
        assertRefused(config(open, null));
        assertRefused(config(open, "ca: " + certificates.certificate("other")));
    }

    @Test
    void sendsTheCertificateThatTheServerDemands() throws Exception {
        String ca = "ca: " + certificates.certificate("ca");
        assertWorks(config(
                closed,
                ca + ", certificate: " + certificates.certificate("client") + ", key: " + certificates.key("client")));
        CollectionAdministration without = new CollectionAdministration(config(closed, ca));
        assertThatThrownBy(without::list).isInstanceOf(TypesenseException.class);
    }

    @Test
    void namesAFileThatCannotBeUsed() throws Exception {
        Path certificate = certificates.certificate("client");
        Path key = certificates.key("client");
        Path text = Files.writeString(directory.resolve("text"), "no certificate");
        Path damaged = certificates.pem("damaged", "CERTIFICATE", new byte[] {1, 2, 3});
        Path old = certificates.pem("old", "RSA PRIVATE KEY", new byte[] {1, 2, 3});

        assertError("ca: " + directory.resolve("gone"), "typesense.tls.ca: the file", "cannot be read");
        assertError("ca: " + text, "typesense.tls.ca: the file", "contains no -----BEGIN CERTIFICATE-----");
        assertError("ca: " + damaged, "typesense.tls.ca: the file", "a certificate that cannot be read");
        assertError("certificate: " + certificate, "typesense.tls.key: is missing");
        assertError("key: " + key, "typesense.tls.certificate: is missing");
        assertError("certificate: " + certificate + ", key: " + certificate, "typesense.tls.key: the file", "no -----");
        assertError("certificate: " + certificate + ", key: " + old, "typesense.tls.key: the file", "openssl pkcs8");
        assertError(
                "certificate: " + certificate + ", key: " + certificates.key("ca"),
                "typesense.tls.key: the file",
                "the key of another certificate");
        assertError(
                "certificate: " + certificate + ", key: " + certificates.key("server"),
                "typesense.tls.key: the file",
                "contains no key that fits the certificate");
        assertError("cert: x", "typesense.tls.cert: this key is unknown");
    }

    @Test
    void isRefusedWithoutHttps() {
        assertThatThrownBy(() -> load("http://127.0.0.1:1", "ca: x"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(":1: typesense.tls: has no effect");
    }

    private static void assertWorks(TypesenseConfig config) {
        assertThat(new CollectionAdministration(config).list()).isEmpty();
        try (TypesenseClient client = new TypesenseClient(config)) {
            assertThat(client.importDocuments("c", ONE)).isInstanceOf(Answered.class);
        }
    }

    private static void assertRefused(TypesenseConfig config) {
        assertThatThrownBy(() -> new CollectionAdministration(config).list())
                .isInstanceOf(TypesenseException.class)
                .hasMessageContaining("unable to find valid certification path");
        try (TypesenseClient client = new TypesenseClient(config)) {
            assertThat(client.importDocuments("c", ONE)).isNotInstanceOf(Answered.class);
        }
    }

    private void assertError(String tls, String... texts) {
        assertThatThrownBy(() -> config(open, tls))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("typesync.yaml:1: ")
                .satisfies(e -> assertThat(e.getMessage()).contains(texts));
    }

    private static TypesenseConfig config(HttpsServer server, String tls) throws IOException {
        return load("https://127.0.0.1:" + server.getAddress().getPort(), tls);
    }

    private static TypesenseConfig load(String node, String tls) throws IOException {
        Path file = Files.writeString(
                directory.resolve("typesync.yaml"),
                "typesense: { nodes: [\"" + node + "\"], apiKey: k" + (tls == null ? "" : ", tls: { " + tls + " }")
                        + " }\ncollections: { products: {} }\n");
        return ConfigurationFile.load(file.toString()).typesense();
    }
}
