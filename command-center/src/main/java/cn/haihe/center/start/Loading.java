package cn.haihe.center.start;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Something long that the hub reads while it starts, and cannot serve without. Where it can't be had, the hub says why
 * and ends, rather than never getting ready; in tests and dev mode it stays up, not ready. Any thread may ask.
 */
public final class Loading<T> {
    private static final Logger LOG = Logger.getLogger(Loading.class);

    private final String name;
    private final Runnable onFailure;
    private final List<Class<? extends RuntimeException>> foreseen;
    private final CompletableFuture<T> loaded = new CompletableFuture<>();

    /**
     * @param name of what is done and of the thread that does it, {@code map-import}
     * @param foreseen exceptions whose message says all; others are logged with their trace
     */
    @SafeVarargs
    public Loading(String name, Class<? extends RuntimeException>... foreseen) {
        this(name, Loading::endHub, List.of(foreseen));
    }

    Loading(String name, Runnable onFailure, List<Class<? extends RuntimeException>> foreseen) {
        this.name = name;
        this.onFailure = onFailure;
        this.foreseen = List.copyOf(foreseen);
    }

    public void start(Supplier<T> load) {
        Thread thread = new Thread(() -> run(load), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Supplier<T> load) {
        try {
            loaded.complete(load.get());
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable cause) {
        Throwable trace = foreseen.stream().anyMatch(type -> type.isInstance(cause)) ? null : cause;
        LOG.errorf(trace, "%s failed; without it the hub can't serve: %s", name, reason(cause));
        loaded.completeExceptionally(cause);
        onFailure.run();
    }

    private static void endHub() {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Quarkus.asyncExit(1);
        }
    }

    public Optional<T> find() {
        return loaded.isDone() && !loaded.isCompletedExceptionally() ? Optional.of(loaded.join()) : Optional.empty();
    }

    /** Why it can't be had; empty while it is loaded and when it is there. */
    public Optional<String> failure() {
        return loaded.isCompletedExceptionally()
                ? Optional.of(loaded.handle((value, cause) -> reason(cause)).join())
                : Optional.empty();
    }

    public CompletionStage<T> whenLoaded() {
        return loaded.minimalCompletionStage();
    }

    private static String reason(Throwable cause) {
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }
}
