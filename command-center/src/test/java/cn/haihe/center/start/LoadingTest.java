package cn.haihe.center.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LoadingTest {
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Loading<String> loading =
            new Loading<>("loading", () -> end.complete(null), List.of(IllegalStateException.class));

    @Test
    void isThereOnceLoaded() throws Exception {
        CompletableFuture<String> source = new CompletableFuture<>();
        loading.start(source::join);
        assertThat(loading.find()).isEmpty();
        assertThat(loading.failure()).isEmpty();

        source.complete("city");

        assertThat(loading.whenLoaded().toCompletableFuture().get(30, TimeUnit.SECONDS))
                .isEqualTo("city");
        assertThat(loading.find()).contains("city");
        assertThat(loading.failure()).isEmpty();
        assertThat(end).isNotDone();
    }

    @Test
    void saysWhyItFailedAndEndsTheHub() {
        assertThat(failureOf(() -> {
                    throw new IllegalStateException("no such map");
                }))
                .isEqualTo("no such map");
    }

    @Test
    void anErrorWithoutAMessageIsAFailureToo() {
        assertThat(failureOf(() -> {
                    throw new OutOfMemoryError();
                }))
                .isEqualTo("java.lang.OutOfMemoryError");
    }

    private String failureOf(Supplier<String> load) {
        loading.start(load);
        end.orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(loading.find()).isEmpty();
        return loading.failure().orElseThrow();
    }
}
