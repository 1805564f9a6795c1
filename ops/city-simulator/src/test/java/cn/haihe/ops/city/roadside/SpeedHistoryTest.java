package cn.haihe.ops.city.roadside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.ops.city.network.GridCity;
import cn.haihe.ops.city.network.Road;
import cn.haihe.ops.city.network.RoadKind;
import cn.haihe.ops.city.network.Streets;
import cn.haihe.ops.city.traffic.TrafficModel;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeedHistoryTest {
    private final Streets streets = GridCity.streets(12);
    private final TrafficModel model = new TrafficModel(streets, 7);

    @Test
    void tellsTheDayOfEveryRoadOnWorkdaysAndWeekends() {
        List<Map<String, ?>> records = SpeedHistory.records(streets.roads(), model);

        assertThat(records).hasSize(2 * streets.roads().size());
        for (Map<String, ?> record : records) {
            double[] speeds = (double[]) record.get("speedsKmh");
            assertThat(speeds).hasSize(96);
            assertThat(Arrays.stream(speeds)).allMatch(kmh -> kmh >= 2 && kmh <= 130);
            assertThat((String) record.get("kind")).isIn("WORKDAY", "WEEKEND");
        }
        Road main = streets.roads().stream()
                .filter(road -> road.kind() == RoadKind.PRIMARY)
                .findFirst()
                .orElseThrow();
        double[] workday = (double[]) records.stream()
                .filter(record -> record.get("segmentId").equals(main.id()))
                .findFirst()
                .orElseThrow()
                .get("speedsKmh");
        assertThat(workday[33]).isLessThan(workday[12] - 5);
    }

    /** Over the waves of an hour, which is what a detector would have averaged. */
    @Test
    void isWhatTheModelDrivesOnMostDays() {
        LocalDateTime nine = LocalDateTime.parse("2026-11-24T21:00:00");
        double driven = 0;
        double usual = 0;
        for (int minute = 0; minute < 60; minute++) {
            var state = model.at(nine.plusMinutes(minute));
            for (Road road : streets.roads()) {
                driven += state.speedKmh(road);
                usual += model.usualSpeedKmh(road.number(), nine.plusMinutes(minute));
            }
        }

        assertThat(driven).isCloseTo(usual, within(0.05 * usual));
    }
}
