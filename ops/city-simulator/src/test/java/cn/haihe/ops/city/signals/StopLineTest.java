package cn.haihe.ops.city.signals;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.device.DetectorState;
import org.junit.jupiter.api.Test;

class StopLineTest {
    private static final long SEED = 7;
    private static final double SPEED_KMH = 40;

    @Test
    void whoComesAtRedLeavesAtGreenAndIsCountedOnce() {
        StopLine line = new StopLine(2, SEED);
        int counted = 0;
        DetectorState felt = DetectorState.EMPTY;
        for (int second = 0; second < 60; second++) {
            felt = line.second(900, SPEED_KMH, false);
            counted += felt.vehicles();
        }
        int came = line.waiting();
        assertThat(came).isBetween(5, 30);
        assertThat(counted).isZero();
        assertThat(felt.occupied()).isTrue();
        assertThat(felt.queueMetres()).contains((came + 1) / 2 * 7);
        for (int second = 0; second < 60; second++) {
            felt = line.second(0, SPEED_KMH, true);
            counted += felt.vehicles();
        }
        assertThat(counted).isEqualTo(came);
        assertThat(felt.occupied()).isFalse();
        assertThat(line.waiting()).isZero();
    }

    @Test
    void overHoursTheFlowIsThatOfTheRoadAsLongAsTheGreenIsEnough() {
        StopLine line = new StopLine(2, SEED);
        int counted = 0;
        for (int second = 0; second < 10 * 3600; second++) {
            counted += line.second(600, SPEED_KMH, second % 60 < 25).vehicles();
        }
        assertThat(counted / 10.0).isBetween(550.0, 650.0);
    }

    @Test
    void moreThanTheGreenCarriesWaitsAndNoLineGrowsForGood() {
        StopLine line = new StopLine(1, SEED);
        int counted = 0;
        int gaps = 0;
        for (int second = 0; second < 3600; second++) {
            DetectorState felt = line.second(3000, SPEED_KMH, second % 60 < 22);
            counted += felt.vehicles();
            gaps += felt.occupied() ? 0 : 1;
        }
        assertThat(gaps).as("seconds without anybody, a few in each green").isGreaterThan(200);
        assertThat(counted).isBetween(560, 660);
        assertThat(line.waiting()).isBetween(30, 40);
    }
}
