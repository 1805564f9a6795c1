package cn.haihe.center.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final RateLimit rate = new RateLimit(50, 100, 0);

    @Test
    void aBurstPassesAndWhatIsBeyondWaitsItsShare() {
        rate.take(100);
        assertThat(rate.pauseMillis(0)).isNotPositive();
        rate.take(10);
        assertThat(rate.pauseMillis(0)).isEqualTo(200);
        assertThat(rate.pauseMillis(200)).isNotPositive();
    }

    @Test
    void aLongSilenceEarnsNoMoreThanABurst() {
        rate.pauseMillis(3_600_000);
        rate.take(150);
        assertThat(rate.pauseMillis(3_600_000)).isEqualTo(1_000);
    }
}
