package cn.haihe.ops.city.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.ops.city.network.GridCity;
import cn.haihe.ops.city.network.Road;
import cn.haihe.ops.city.network.RoadKind;
import cn.haihe.ops.city.network.Streets;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficModelTest {
    private static final LocalDateTime NIGHT = LocalDateTime.parse("2026-11-23T03:00:00");
    private static final LocalDateTime RUSH = LocalDateTime.parse("2026-11-23T08:15:00");
    private static final LocalDateTime SUNDAY = LocalDateTime.parse("2026-11-22T08:15:00");

    private final Streets streets = GridCity.streets(12);
    private final TrafficModel model = new TrafficModel(streets, 7);

    private double meanMainRoadSpeed(LocalDateTime at) {
        TrafficState state = model.at(at);
        return streets.roads().stream()
                .filter(road -> road.kind() == RoadKind.PRIMARY)
                .mapToDouble(state::speedKmh)
                .average()
                .orElseThrow();
    }

    @Test
    void theRushHourIsMuchSlowerThanTheNight() {
        assertThat(meanMainRoadSpeed(RUSH)).isLessThan(0.75 * meanMainRoadSpeed(NIGHT));
        assertThat(meanMainRoadSpeed(NIGHT)).isGreaterThan(45);
    }

    @Test
    void aSundayMorningIsQuieterThanAMondayMorning() {
        assertThat(meanMainRoadSpeed(SUNDAY)).isGreaterThan(1.1 * meanMainRoadSpeed(RUSH));
    }

    @Test
    void roadsIntoTownFillInTheMorningAndRoadsOutInTheEvening() {
        LocalDateTime evening = LocalDateTime.parse("2026-11-23T17:45:00");
        assertThat(inboundLessOutboundSpeed(RUSH)).isLessThan(-2);
        assertThat(inboundLessOutboundSpeed(evening)).isGreaterThan(2);
    }

    private double inboundLessOutboundSpeed(LocalDateTime at) {
        TrafficState state = model.at(at);
        return meanSpeed(state, 1) - meanSpeed(state, -1);
    }

    private double meanSpeed(TrafficState state, int sign) {
        return streets.roads().stream()
                .filter(road -> road.kind() == RoadKind.PRIMARY && sign * streets.towardsCentre(road) > 0.8)
                .mapToDouble(state::speedKmh)
                .average()
                .orElseThrow();
    }

    @Test
    void theSameSeedGivesTheSameTrafficAndAnotherSeedAnother() {
        TrafficState again = new TrafficModel(streets, 7).at(RUSH);
        TrafficState other = new TrafficModel(streets, 8).at(RUSH);
        TrafficState state = model.at(RUSH);
        assertThat(streets.roads()).allMatch(road -> state.speedKmh(road) == again.speedKmh(road));
        assertThat(streets.roads()).anyMatch(road -> state.speedKmh(road) != other.speedKmh(road));
    }

    @Test
    void flowIsDensityTimesSpeedAndOccupancyTellsTheDensity() {
        for (LocalDateTime at : List.of(NIGHT, RUSH)) {
            TrafficState state = model.at(at);
            for (Road road : streets.roads()) {
                double vehiclesPerKmAndLane = state.flowPerHour(road) / state.speedKmh(road) / road.lanes();
                assertThat(state.occupancyPercent(road)).isCloseTo(vehiclesPerKmAndLane * 6.5 / 10, within(0.01));
                assertThat(vehiclesPerKmAndLane).isBetween(0.0, FlowLaw.JAM_DENSITY);
                double most = road.kind() == RoadKind.MOTORWAY ? 2200 : 800;
                assertThat(state.flowPerHour(road) / road.lanes())
                        .as("signals let no more pass")
                        .isLessThan(most);
                assertThat(state.speedKmh(road)).isBetween(2.0, road.speedLimitKmh());
            }
        }
    }

    @Test
    void trafficChangesSmoothly() {
        TrafficState before = model.at(RUSH);
        TrafficState after = model.at(RUSH.plusSeconds(2));
        assertThat(streets.roads())
                .allSatisfy(road -> assertThat(after.speedKmh(road)).isCloseTo(before.speedKmh(road), within(3.0)));
    }
}
