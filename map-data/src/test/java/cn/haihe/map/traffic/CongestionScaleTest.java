package cn.haihe.map.traffic;

import static cn.haihe.map.traffic.CongestionLevel.LIGHT;
import static cn.haihe.map.traffic.CongestionLevel.MODERATE;
import static cn.haihe.map.traffic.CongestionLevel.MOSTLY_SMOOTH;
import static cn.haihe.map.traffic.CongestionLevel.SEVERE;
import static cn.haihe.map.traffic.CongestionLevel.SMOOTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CongestionScaleTest {
    private final CongestionScale scale = CongestionScale.GBT_33171;

    @ParameterizedTest
    @CsvSource({
        "0.7, SMOOTH",
        "1, SMOOTH",
        "1.299, SMOOTH",
        "1.3, MOSTLY_SMOOTH",
        "1.599, MOSTLY_SMOOTH",
        "1.6, LIGHT",
        "1.899, LIGHT",
        "1.9, MODERATE",
        "2.199, MODERATE",
        "2.2, SEVERE",
        "Infinity, SEVERE"
    })
    void aRatioAtABoundHasTheWorseLevel(double ratio, CongestionLevel level) {
        assertThat(scale.levelOf(ratio)).isEqualTo(level);
    }

    @Test
    void speedsGiveTheSameLevels() {
        assertThat(scale.levelOf(70, 60)).isEqualTo(SMOOTH);
        assertThat(scale.levelOf(45, 60)).isEqualTo(MOSTLY_SMOOTH);
        assertThat(scale.levelOf(35, 60)).isEqualTo(LIGHT);
        assertThat(scale.levelOf(30, 60)).isEqualTo(MODERATE);
        assertThat(scale.levelOf(0, 60)).isEqualTo(SEVERE);
    }

    @Test
    void refusesWhatIsNoRatio() {
        assertThatIllegalArgumentException().isThrownBy(() -> scale.levelOf(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> scale.levelOf(0));
        assertThatIllegalArgumentException().isThrownBy(() -> scale.levelOf(-1, 60));
        assertThatIllegalArgumentException().isThrownBy(() -> scale.levelOf(30, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new CongestionScale(1.3, 1.2, 1.9, 2.2));
    }
}
