package cn.haihe.ops.city.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.card.exchange.ListFileWriter;
import cn.haihe.card.exchange.ListHeader;
import cn.haihe.card.exchange.Sm2;
import cn.haihe.ops.city.hub.HubClient;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An acquirer's terminals against a centre that is just large enough to list cards. */
class TerminalListsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final String KEY = "4".repeat(64);
    private static final long CARD = 3_104_910_200_000_000_001L;
    private static final int TIANJIN = 1121;

    private record Change(int version, long subject, boolean listed) {}

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Change> cards = new ArrayList<>();
    private volatile boolean forgetful;
    private volatile String signedBy = KEY;
    private HttpServer server;
    private TerminalLists lists;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        lists = new TerminalLists(
                Institution.HEBEI,
                new HubClient(
                        URI.create("http://localhost:" + server.getAddress().getPort())));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void terminalsTurnAwayWhatIsListedAndTheCentreIsTold() throws Exception {
        cards.add(new Change(1, CARD, true));
        lists.renew(NOW);
        assertThat(lists.refuses(CARD, TIANJIN, NOW)).isTrue();
        assertThat(lists.refuses(CARD + 1, TIANJIN, NOW)).isFalse();
        assertThat(lists.refuses(CARD + 1, 4400, NOW))
                .as("a city that is not listed")
                .isTrue();
        assertThat(calls).contains("PUT /clearing/v1/blacklist/acknowledgements/HEBEI {\"version\":1}");
        calls.clear();
        cards.add(new Change(2, CARD, false));
        cards.add(new Change(3, CARD + 1, true));
        lists.renew(NOW);
        assertThat(lists.refuses(CARD, TIANJIN, NOW)).isFalse();
        assertThat(lists.refuses(CARD + 1, TIANJIN, NOW)).isTrue();
        assertThat(calls)
                .contains("PUT /clearing/v1/blacklist/acknowledgements/HEBEI {\"version\":3}")
                .doesNotContain("GET /clearing/v1/blacklist");
        calls.clear();
        lists.renew(NOW);
        assertThat(calls).noneMatch(call -> call.startsWith("PUT"));
    }

    @Test
    void whoIsTooFarBehindFetchesTheListWhole() throws Exception {
        cards.add(new Change(1, CARD, true));
        lists.renew(NOW);
        forgetful = true;
        cards.clear();
        cards.add(new Change(9, CARD + 5, true));
        lists.renew(NOW);
        assertThat(lists.version()).isEqualTo(9);
        assertThat(lists.refuses(CARD, TIANJIN, NOW)).isFalse();
        assertThat(lists.refuses(CARD + 5, TIANJIN, NOW)).isTrue();
    }

    @Test
    void nothingOfAListThatTheCentreDidNotSignReachesATerminal() throws Exception {
        lists.renew(NOW);
        signedBy = "5".repeat(64);
        cards.add(new Change(1, CARD, true));
        assertThatThrownBy(() -> lists.renew(NOW)).isInstanceOf(IOException.class);
        assertThat(lists.refuses(CARD, TIANJIN, NOW)).isFalse();
        assertThat(calls).noneMatch(call -> call.startsWith("PUT /clearing/v1/blacklist"));
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add((exchange.getRequestMethod() + " " + path + " " + body).strip());
        if (path.equals("/clearing/v1/key")) {
            answer(exchange, 200, ("{\"publicKey\":\"" + Sm2.publicKey(KEY) + "\"}").getBytes(StandardCharsets.UTF_8));
        } else if (exchange.getRequestMethod().equals("PUT")) {
            answer(exchange, 200, "{}".getBytes(StandardCharsets.UTF_8));
        } else if (path.startsWith("/clearing/v1/city-lists")) {
            answer(
                    exchange,
                    200,
                    path.contains("since=1")
                            ? file("CITIES", 1, List.of())
                            : file("CITIES", 0, List.of(new Change(1, TIANJIN, true))));
        } else if (path.contains("since=")) {
            int since = Integer.parseInt(path.substring(path.indexOf('=') + 1));
            boolean tooOld = forgetful && since < 9;
            answer(exchange, tooOld ? 410 : 200, file("BLACKLIST", since, cards));
        } else {
            answer(exchange, 200, file("BLACKLIST", 0, cards));
        }
    }

    private byte[] file(String list, int since, List<Change> changes) throws IOException {
        int version =
                Math.max(since, changes.stream().mapToInt(Change::version).max().orElse(since));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ListFileWriter writer =
                new ListFileWriter(out, new ListHeader(list, since, version, LocalDateTime.of(2026, 11, 23, 12, 0)));
        for (Change change : changes) {
            if (change.version() > since) {
                writer.write(change.subject(), change.listed(), NOW.getEpochSecond(), "01");
            }
        }
        writer.finish(signedBy, 1);
        return out.toByteArray();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        boolean isFile = "gzip".equals(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
        byte[] sent = isFile ? packed.toByteArray() : body;
        if (isFile) {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(status, sent.length);
        exchange.getResponseBody().write(sent);
        exchange.close();
    }
}
