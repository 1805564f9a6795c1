package cn.haihe.center.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.city.CityHolder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LiveSocketTest {
    @TestHTTPResource("/api/v1/live")
    URI address;

    @Inject
    CityHolder cities;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private WebSocket socket;

    @BeforeEach
    void connect() throws Exception {
        cities.whenLoaded().toCompletableFuture().get(60, TimeUnit.SECONDS);
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols(
                        "bearer-token-carrier",
                        "quarkus-http-upgrade#Authorization#Bearer%20" + TestAccounts.token(Roles.VIEWER))
                .buildAsync(URI.create(address.toString().replaceFirst("^http", "ws")), new Listener())
                .get(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void leave() {
        socket.abort();
    }

    @Test
    void whatIsNotUnderstoodIsAnsweredAndTheNextMessageWorks() throws Exception {
        for (String wrong : List.of("null", "[]", "look", "{}", "{\"bbox\":[1,2,3]}", "{\"bbox\":[9,9,1,1]}")) {
            send(wrong);
            JsonPath answer = receive();
            assertThat(answer.getString("problem.type")).as(wrong).endsWith("malformed-body");
            assertThat(answer.getString("problem.detail")).as(wrong).isNotBlank();
        }

        send("{\"bbox\":[-180,-90,180,90]}");

        JsonPath frame = receive();
        assertThat(frame.getBoolean("full")).isTrue();
        assertThat(frame.getMap("$")).containsKeys("asOf", "index", "segments", "buses", "parking", "signals", "feeds");
    }

    private void send(String message) throws Exception {
        socket.sendText(message, true).get(30, TimeUnit.SECONDS);
    }

    private JsonPath receive() throws Exception {
        String message = received.poll(30, TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        return JsonPath.from(message);
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                received.add(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
