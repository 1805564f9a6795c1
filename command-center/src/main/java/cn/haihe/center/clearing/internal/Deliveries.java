package cn.haihe.center.clearing.internal;

import cn.haihe.center.clearing.ClearingConfig;
import cn.haihe.center.problem.Problem;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Large answers on their way to who asked. Each is written to a file first and then sent from there by the event loop, so that
 * one that reads slowly holds neither a thread nor the database; each has a few of its own on the way, and a time for them, so that
 * nobody waits for another.
 */
@Singleton
public class Deliveries {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int AGAIN_AFTER_SECONDS = 10;
    private static final Duration LEFT_OVER_AFTER = Duration.ofDays(1);

    private final ClearingConfig.Delivery config;
    private final Vertx vertx;
    private final Path folder;
    private final Map<String, Integer> onTheWay = new ConcurrentHashMap<>();

    @Inject
    Deliveries(
            ClearingConfig config,
            Vertx vertx,
            @ConfigProperty(name = "haihe.data-dir", defaultValue = "data") Path dataDir) {
        this(config.delivery(), vertx, dataDir.resolve("clearing").resolve("answers"));
    }

    Deliveries(ClearingConfig.Delivery config, Vertx vertx, Path folder) {
        this.config = config;
        this.vertx = vertx;
        this.folder = folder.toAbsolutePath();
    }

    /** Writes all of it, or fails before anything is sent. */
    @FunctionalInterface
    public interface Writing {
        void write(OutputStream out) throws IOException, SQLException;
    }

    /**
     * Blocks until all of it is written.
     *
     * @param context of the request; once it has ended, or taken too long, the file is gone
     * @return the file that the request is to be answered with
     * @throws WebApplicationException 429 {@code too-many-answers}, with Retry-After; 503 {@code gone-away} where nobody waits for
     *     the answer any more
     */
    public Path write(RoutingContext context, String who, Writing writing) throws IOException, SQLException {
        CompletableFuture<Void> ended = ended(context);
        take(who);
        Path file = null;
        try {
            refuseIfGone(ended, who);
            Files.createDirectories(folder);
            file = Files.createTempFile(folder, "answer-", ".part");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
                writing.write(out);
            }
            refuseIfGone(ended, who);
            send(context, ended, who, file);
        } catch (IOException | SQLException | RuntimeException | Error e) {
            end(who, file);
            throw e;
        }
        return file;
    }

    /** Known before the writing begins: of a connection that closes earlier nothing is heard later. */
    private static CompletableFuture<Void> ended(RoutingContext context) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        context.addEndHandler(any -> ended.complete(null));
        if (context.response().closed()) {
            ended.complete(null);
        }
        return ended;
    }

    private static void refuseIfGone(CompletableFuture<Void> ended, String who) {
        if (ended.isDone()) {
            throw new WebApplicationException(Problem.of(503, "gone-away", "Gone away", who + " has hung up.")
                    .responseBuilder()
                    .build());
        }
    }

    private void send(RoutingContext context, CompletableFuture<Void> ended, String who, Path file) throws IOException {
        long seconds = config.grace().toSeconds()
                + Files.size(file) / config.bytesPerSecondLeast().asLongValue();
        AtomicBoolean isOver = new AtomicBoolean();
        Runnable over = () -> {
            if (isOver.compareAndSet(false, true)) {
                end(who, file);
            }
        };
        long timer = vertx.setTimer(Math.max(1, seconds) * 1_000, late -> {
            over.run();
            LOG.warnf("%s has not read its answer within %d s: the connection is closed", who, seconds);
            if (context.request().version() == HttpVersion.HTTP_2) {
                context.response().reset();
            } else {
                context.request().connection().close();
            }
        });
        ended.thenRun(() -> {
            vertx.cancelTimer(timer);
            over.run();
        });
    }

    private void take(String who) {
        onTheWay.compute(who, (any, count) -> {
            int now = count == null ? 0 : count;
            if (now >= config.atOnce()) {
                throw new WebApplicationException(Problem.of(
                                429,
                                "too-many-answers",
                                "Too many answers",
                                now + " answers are on their way to " + who + "; read these first.")
                        .responseBuilder()
                        .header(HttpHeaders.RETRY_AFTER, AGAIN_AFTER_SECONDS)
                        .build());
            }
            return now + 1;
        });
    }

    private void end(String who, Path file) {
        onTheWay.computeIfPresent(who, (any, count) -> count == 1 ? null : count - 1);
        if (file != null) {
            // Not on the event loop, which may be who says that it ended: a large file takes its time.
            Infrastructure.getDefaultWorkerPool().execute(() -> delete(file));
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf("an answer stays in %s: %s", file, e.getMessage());
        }
    }

    /** Of hubs that died. */
    void deleteLeftovers(@Observes StartupEvent starting) {
        if (Files.notExists(folder)) {
            return;
        }
        FileTime longAgo = FileTime.from(Clock.systemUTC().instant().minus(LEFT_OVER_AFTER));
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "answer-*.part")) {
            for (Path leftover : leftovers) {
                if (Files.getLastModifiedTime(leftover).compareTo(longAgo) < 0) {
                    Files.deleteIfExists(leftover);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
