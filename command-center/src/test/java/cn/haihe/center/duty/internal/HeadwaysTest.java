package cn.haihe.center.duty.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadwaysTest {
    @Test
    void aBusIsLateByWhatItsGapIsLongerThanTheOthers() {
        // 36 km/h are ten metres a second: gaps of 20 s and 80 s, 50 s on the mean.
        assertThat(Headways.lateBySeconds(Map.of("a", 2000.0, "b", 1800.0, "c", 1000.0), 36))
                .isEqualTo(Map.of("b", -30.0, "c", 30.0));
    }

    @Test
    void ofTwoNobodyCanSay() {
        assertThat(Headways.lateBySeconds(Map.of("a", 2000.0, "b", 1000.0), 36)).isEmpty();
        assertThat(Headways.lateBySeconds(Map.of(), 36)).isEmpty();
    }
}
