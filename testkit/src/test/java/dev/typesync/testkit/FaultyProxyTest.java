package dev.typesync.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyProxyTest {
    private final AtomicInteger served = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer server;
    private FaultyProxy proxy;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            served.incrementAndGet();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(US_ASCII));
            exchange.close();
        });
        server.start();
        proxy = FaultyProxy.to("127.0.0.1", server.getAddress().getPort());
    }

    @AfterEach
    void stopServer() {
        proxy.close();
        server.stop(0);
    }

    @Test
    void passesRequestsAndAnswers() throws Exception {
        assertThat(post("x".repeat(100_000), Duration.ofSeconds(10)).body()).isEqualTo("ok");
    }

    @Test
    void closesConnectionsUntilTheFaultEnds() throws Exception {
        proxy.cut();
        assertThatThrownBy(() -> post("x", Duration.ofSeconds(10))).isInstanceOf(IOException.class);
        assertThat(served).hasValue(0);
        proxy.pass();
        assertThat(post("x", Duration.ofSeconds(10)).statusCode()).isEqualTo(200);
    }

    @Test
    void holdsRequestsBackWhileItHangs() throws Exception {
        proxy.hang();
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request("x", Duration.ofSeconds(10)), BodyHandlers.ofString());
        assertThatThrownBy(() -> post("x", Duration.ofMillis(300))).isInstanceOf(HttpTimeoutException.class);
        assertThat(served).hasValue(0);
        proxy.pass();
        assertThat(answer.join().body()).isEqualTo("ok");
    }

    @Test
    void serverExecutesRequestsWhileAnswersHang() {
        proxy.hangAnswers();
        assertThatThrownBy(() -> post("x", Duration.ofMillis(500))).isInstanceOf(HttpTimeoutException.class);
        assertThat(served).hasValue(1);
    }

    @Test
    void serverExecutesRequestsWhileAnswersAreCut() {
        proxy.cutAnswers();
        assertThatThrownBy(() -> http.send(
                        request("GET", BodyPublishers.noBody(), Duration.ofSeconds(10)), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThat(served).hasPositiveValue(); // the client repeats a GET once
    }

    @Test
    void delaysBothDirections() throws Exception {
        post("warm up", Duration.ofSeconds(10));
        proxy.delay(Duration.ofMillis(200));
        long start = System.nanoTime();
        post("x", Duration.ofSeconds(10));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(399));
    }

    @Test
    void answers503WithoutTheServer() throws Exception {
        proxy.answer503();
        HttpResponse<String> answer = post("x".repeat(1_000_000), Duration.ofSeconds(10));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Not Ready or Lagging");
        assertThat(served).hasValue(0);
    }

    @Test
    void refusesOnlyLongRequestsLikeALoadBalancer() throws Exception {
        proxy.answer(413, 50_000);
        assertThat(post("x".repeat(100_000), Duration.ofSeconds(10)).statusCode())
                .isEqualTo(413);
        assertThat(served).hasValue(0);
        assertThat(post("x", Duration.ofSeconds(10)).statusCode()).isEqualTo(200);
        assertThat(post("x".repeat(40_000), Duration.ofSeconds(10)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void closesTheConnectionInTheMiddleOfAnAnswer() {
        proxy.cutInsideAnswers();
        assertThatThrownBy(() -> post("x", Duration.ofSeconds(10)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThat(served).hasPositiveValue();
    }

    @Test
    void swallowsTheBytesOfOpenConnectionsOnly() throws Exception {
        try (Socket halfOpen = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            halfOpen.setSoTimeout(300);
            sendRequest(halfOpen);
            readAnswer(halfOpen);
            proxy.swallow();
            sendRequest(halfOpen);

            assertThatThrownBy(() -> halfOpen.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            assertThat(served).hasValue(1);
            assertThat(post("x", Duration.ofSeconds(10)).statusCode()).isEqualTo(200);
            proxy.pass();
            halfOpen.setSoTimeout(10_000);
            assertThat(halfOpen.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static void readAnswer(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("ok")) {
            int next = socket.getInputStream().read();
            assertThat(next).as("a byte after %s", answer).isNotNegative();
            answer.append((char) next);
        }
    }

    private static void sendRequest(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
    }

    private HttpResponse<String> post(String body, Duration timeout) throws IOException, InterruptedException {
        return http.send(request(body, timeout), BodyHandlers.ofString());
    }

    private HttpRequest request(String body, Duration timeout) {
        return request("POST", BodyPublishers.ofString(body), timeout);
    }

    private HttpRequest request(String method, HttpRequest.BodyPublisher body, Duration timeout) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + "/"))
                .method(method, body)
                .timeout(timeout)
                .build();
    }
}
