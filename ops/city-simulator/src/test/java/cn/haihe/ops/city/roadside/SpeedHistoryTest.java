package cn.haihe.ops.city.roadside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.ops.city.network.GridCity;
import cn.haihe.ops.city.network.Road;
import cn.haihe.ops.city.network.RoadKind;
import cn.haihe.ops.city.network.Streets;
import cn.haihe.ops.city.traffic.TrafficModel;
import java.time.Duration;
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
        List<Map<String, ?>> records = SpeedHistory.records(streets.roads(), model, Duration.ZERO);

        assertThat(records).hasSize(2 * streets.roads().size());
        for (Map<String, ?> record : records) {
            double[] speeds = (double[]) record.get("speedsKmh");
            assertThat(speeds).hasSize(96);
            assertThat(Arrays.stream(speeds)).allMatch(kmh -> kmh >= 2 && kmh <= 130);
            assertThat((String) record.get("kind")).isIn("WORKDAY", "WEEKEND");
        }
        double[] workday = mainRoad(records, "WORKDAY");
        assertThat(workday[33]).isLessThan(workday[12] - 5);
    }

    @Test
    void isByTheWallClockWhereTheModelRunsAheadOrBehind() {
        for (int hours : new int[] {-20, -3, 5, 20}) {
            List<Map<String, ?>> shifted = SpeedHistory.records(streets.roads(), model, Duration.ofHours(hours));
            List<Map<String, ?>> plain = SpeedHistory.records(streets.roads(), model, Duration.ZERO);
            for (String kind : new String[] {"WORKDAY", "WEEKEND"}) {
                for (int quarter = 0; quarter < 96; quarter++) {
                    assertThat(mainRoad(shifted, kind)[quarter])
                            .as(kind + " " + hours)
                            .isEqualTo(mainRoad(plain, kind)[Math.floorMod(quarter + 4 * hours, 96)]);
                }
            }
        }
    }

    private double[] mainRoad(List<Map<String, ?>> records, String kind) {
        Road main = streets.roads().stream()
                .filter(road -> road.kind() == RoadKind.PRIMARY)
                .findFirst()
                .orElseThrow();
        return (double[]) records.stream()
                .filter(record -> record.get("segmentId").equals(main.id()))
                .filter(record -> record.get("kind").equals(kind))
                .findFirst()
                .orElseThrow()
                .get("speedsKmh");
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
