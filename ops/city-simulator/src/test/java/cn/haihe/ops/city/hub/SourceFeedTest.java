package cn.haihe.ops.city.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.ops.city.roadside.FeedPost;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source against a hub that is just large enough to take it. */
class SourceFeedTest {
    @TempDir
    Path directory;

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile String goodKey;
    private volatile boolean sourceExists;
    private volatile int feedStatus = 200;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        calls.add(path);
        exchange.getRequestBody().readAllBytes();
        if (path.equals("/api/v1/session")) {
            answer(exchange, 200, "{\"token\":\"t\",\"expiresAt\":\"2099-01-01T08:00:00+08:00\"}");
        } else if (path.equals("/api/v1/sources") && sourceExists) {
            answer(exchange, 409, "{\"title\":\"Source exists\"}");
        } else if (path.startsWith("/api/v1/sources")) {
            sourceExists = true;
            goodKey = "key-" + calls.size();
            answer(exchange, 200, "{\"id\":\"det-01\",\"apiKey\":\"" + goodKey + "\"}");
        } else if (!exchange.getRequestHeaders().getFirst("X-Api-Key").equals(goodKey)) {
            answer(exchange, 401, "{}");
        } else {
            answer(exchange, feedStatus, "{\"accepted\":2,\"rejected\":1,\"reasons\":{\"STALE\":1}}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private SourceFeed feed() throws IOException {
        HubClient hub = new HubClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        Account account = new Account(hub, Clock.systemUTC(), "administrator", "secret");
        KeyStore keys = new KeyStore(directory.resolve("keys.json"));
        return new SourceFeed(hub, new Provisioning(hub, account, keys), "det-01", "Detectors", "TRAFFIC");
    }

    @Test
    void makesItselfKnownOnceAndIsKnownAfterARestart() throws Exception {
        assertThat(feed().post("{}")).isEqualTo(new FeedPost.Answer(2, 1, "{\"STALE\":1}"));
        feed().post("{}");
        assertThat(calls).filteredOn("/api/v1/sources"::equals).hasSize(1);
        assertThat(calls).filteredOn("/feeds/v1/traffic"::equals).hasSize(2);
    }

    @Test
    void replacesAKeyThatTheHubNoLongerKnows() throws Exception {
        SourceFeed feed = feed();
        feed.post("{}");
        goodKey = "lost";
        assertThat(feed.post("{}").accepted()).isEqualTo(2);
        assertThat(calls).contains("/api/v1/sources/det-01/key");
    }

    @Test
    void tellsWhyTheHubDoesNotTakeIt() {
        feedStatus = 503;
        assertThatThrownBy(() -> feed().post("{}"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("/feeds/v1/traffic answered 503");
    }
}
