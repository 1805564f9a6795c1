package cn.haihe.center.clearing.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.center.clearing.internal.Permits.Permit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ReportPermitsTest {
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

    private static void assertStatus(int status, ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(WebApplicationException.class, refused -> {
            assertThat(refused.getResponse().getStatus()).isEqualTo(status);
            assertThat(refused.getResponse().getHeaderString("Retry-After")).isEqualTo("5");
        });
    }
}
