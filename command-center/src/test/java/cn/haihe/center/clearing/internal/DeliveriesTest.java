package cn.haihe.center.clearing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.clearing.ClearingConfig;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over sockets that are read slowly, or not at all. */
class DeliveriesTest {
    /** More than the sockets' buffers take. */
    private static final int ANSWER_BYTES = 32 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private volatile Duration grace = Duration.ofHours(1);
    private volatile Consumer<HttpServerResponse> beforeWriting = response -> {};
    private volatile Consumer<HttpServerResponse> whileWriting = response -> {};
    private final Semaphore asked = new Semaphore(0);
    private final Semaphore hungUp = new Semaphore(0);
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        Deliveries deliveries = new Deliveries(new Few(), vertx, folder);
        Router router = Router.router(vertx);
        router.get("/:who")
                .blockingHandler(
                        context -> {
                            try {
                                beforeWriting.accept(context.response());
                                Path file = deliveries.write(context, context.pathParam("who"), out -> {
                                    whileWriting.accept(context.response());
                                    fill(out);
                                });
                                context.response().sendFile(file.toString());
                            } catch (WebApplicationException refused) {
                                context.response()
                                        .setStatusCode(refused.getResponse().getStatus())
                                        .end();
                            } catch (Exception e) {
                                context.fail(e);
                            }
                        },
                        false);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    private static void fill(OutputStream out) throws IOException {
        byte[] piece = new byte[1 << 20];
        for (int written = 0; written < ANSWER_BYTES; written += piece.length) {
            out.write(piece);
        }
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void oneThatReadsSlowlyHoldsUpNobodyButItself() throws Exception {
        try (Socket first = ask("SLOW");
                Socket second = ask("SLOW")) {
            assertThat(status(first)).isEqualTo(200);
            assertThat(status(second)).isEqualTo(200);
            assertThat(readAll("SLOW")).as("its own third").isEqualTo(429);
            for (int i = 0; i < 3; i++) {
                assertThat(readAll("QUICK")).isEqualTo(200);
            }
        }
        // Who goes away leaves nothing behind, and may come again.
        awaitEmptyFolder();
        assertThat(readAll("SLOW")).isEqualTo(200);
        awaitEmptyFolder();
    }

    @Test
    void oneThatHangsUpWhileItsAnswerIsWrittenMayComeAgain() throws Exception {
        whileWriting = this::awaitHangUp;
        hangUpAtAllPlaces();
        whileWriting = response -> {};
        assertMayComeAgain();
    }

    @Test
    void oneThatHangsUpBeforeItsAnswerIsWrittenMayComeAgain() throws Exception {
        beforeWriting = this::awaitHangUp;
        hangUpAtAllPlaces();
        beforeWriting = response -> {};
        assertMayComeAgain();
    }

    private void hangUpAtAllPlaces() throws Exception {
        for (int i = 0; i < new Few().atOnce(); i++) {
            try (Socket socket = ask("GONE")) {
                assertThat(asked.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            }
        }
        assertThat(hungUp.tryAcquire(new Few().atOnce(), PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    private void awaitHangUp(HttpServerResponse response) {
        asked.release();
        try {
            while (!response.closed()) {
                Thread.sleep(5);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        hungUp.release();
    }

    private void assertMayComeAgain() throws Exception {
        Instant until = Instant.now().plus(PATIENCE);
        int status = readAll("GONE");
        while (status == 429 && Instant.now().isBefore(until)) {
            Thread.sleep(10);
            status = readAll("GONE");
        }
        assertThat(status).isEqualTo(200);
        awaitEmptyFolder();
    }

    @Test
    void oneThatReadsTooSlowlyIsCutOff() throws Exception {
        grace = Duration.ofSeconds(1);
        try (Socket first = ask("SLOW");
                Socket second = ask("SLOW")) {
            assertThat(status(first)).isEqualTo(200);
            assertThat(status(second)).isEqualTo(200);
            awaitEmptyFolder();
            grace = PATIENCE;
            assertThat(readAll("SLOW")).isEqualTo(200);
            long got = 0;
            try (InputStream in = first.getInputStream()) {
                got = in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
            assertThat(got).isLessThan(ANSWER_BYTES);
        }
    }

    private Socket ask(String who) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress("localhost", server.actualPort()));
        socket.getOutputStream()
                .write(("GET /" + who + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static int status(Socket socket) throws IOException {
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring(9));
    }

    private int readAll(String who) throws IOException {
        try (Socket socket = ask(who)) {
            socket.setReceiveBufferSize(1 << 20);
            int status = status(socket);
            long bytes = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            assertThat(bytes > ANSWER_BYTES).isEqualTo(status == 200);
            return status;
        }
    }

    private void awaitEmptyFolder() throws IOException, InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        while (files() > 0 && Instant.now().isBefore(until)) {
            Thread.sleep(10);
        }
        assertThat(files()).isZero();
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private final class Few implements ClearingConfig.Delivery {
        @Override
        public int atOnce() {
            return 2;
        }

        @Override
        public Duration grace() {
            return grace;
        }

        @Override
        public MemorySize bytesPerSecondLeast() {
            return new MemorySize(BigInteger.ONE.shiftLeft(40));
        }
    }
}
