package cn.haihe.center.clearing.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.center.clearing.internal.Permits.Permit;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.ws.rs.WebApplicationException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ReportPermitsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ReportPermits permits = new ReportPermits(new ReportConfig() {
        @Override
        public Optional<Path> font() {
            return Optional.empty();
        }

        @Override
        public int atOnce() {
            return 2;
        }
    });

    @Test
    void oneForEachAndTwoInAll() {
        Permit one = permits.take("BEIJING");
        assertStatus(429, () -> permits.take("BEIJING"));
        Permit other = permits.take("TIANJIN");
        assertStatus(503, () -> permits.take("HEBEI"));
        one.close();
        permits.take("HEBEI").close();
        other.close();
    }

    @Test
    void aPermitComesBackWhateverBecomesOfTheWork() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> permits.with(
                                    "BEIJING", () -> Uni.createFrom().failure(new RuntimeException("x")))
                            .await()
                            .indefinitely())
                    .hasMessage("x");
            assertThatThrownBy(() -> permits.with("BEIJING", () -> {
                                throw new IllegalStateException("y");
                            })
                            .await()
                            .indefinitely())
                    .hasMessage("y");
            permits.with("BEIJING", () -> Uni.createFrom().nothing())
                    .subscribe()
                    .with(item -> {})
                    .cancel();
        }
        assertThat(permits.with("BEIJING", () -> Uni.createFrom().item(7))
                        .await()
                        .indefinitely())
                .isEqualTo(7);
        var never = permits.with("BEIJING", () -> Uni.createFrom().nothing())
                .subscribe()
                .with(item -> {});
        assertStatus(
                429,
                () -> permits.with("BEIJING", () -> Uni.createFrom().item(7))
                        .await()
                        .indefinitely());
        never.cancel();
    }

    @Test
    void whoGoesAwayWhileDiskIsReadGetsNoPermitUntilThatHasEnded() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Cancellable asking = permits.withBlocking("BEIJING", () -> {
                    begun.countDown();
                    await(mayEnd);
                    return 7;
                })
                .onTermination()
                .invoke(ended::countDown)
                .subscribe()
                .with(item -> {});
        await(begun);
        asking.cancel();
        await(ended);
        assertStatus(429, () -> permits.take("BEIJING"));
        mayEnd.countDown();
        Instant until = Instant.now().plus(PATIENCE);
        while (!isFree("BEIJING") && Instant.now().isBefore(until)) {
            Thread.sleep(5);
        }
        assertThat(permits.withBlocking("BEIJING", () -> 8).await().atMost(PATIENCE))
                .isEqualTo(8);
    }

    private boolean isFree(String who) {
        try {
            permits.take(who).close();
            return true;
        } catch (WebApplicationException taken) {
            return false;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void assertStatus(int status, ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(WebApplicationException.class, refused -> {
            assertThat(refused.getResponse().getStatus()).isEqualTo(status);
            assertThat(refused.getResponse().getHeaderString("Retry-After")).isEqualTo("5");
        });
    }
}
