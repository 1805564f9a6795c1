package cn.haihe.ops.sumo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.Turn;
import cn.haihe.signal.adaptive.DetectorZone;
import cn.haihe.signal.network.Aspect;
import cn.haihe.signal.network.Clearance;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.LaneUse;
import cn.haihe.signal.network.RoadApproach;
import cn.haihe.signal.network.StageOption;
import cn.haihe.signal.network.TrafficMovement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CamerasTest {
    /** 40 m at the stop line, 30 m before them, another signal before those. */
    private static final String NET = """
            <net>
              <edge id="far"><lane id="far_0" index="0" speed="13.89" length="200"/></edge>
              <edge id="mid"><lane id="mid_0" index="0" speed="13.89" length="30"/></edge>
              <edge id="in"><lane id="in_0" index="0" speed="13.89" length="40"/></edge>
              <connection from="far" to="mid" fromLane="0" toLane="0" dir="s" tl="other" linkIndex="0"/>
              <connection from="mid" to="in" fromLane="0" toLane="0" dir="s"/>
              <connection from="in" to="out" fromLane="0" toLane="0" dir="s" tl="j" linkIndex="0"/>
            </net>
            """;

    @TempDir
    Path folder;

    private Cameras cameras;

    @BeforeEach
    void look() throws Exception {
        Path file = Files.writeString(folder.resolve("test.net.xml"), NET);
        Intersection intersection = new Intersection(
                "j",
                List.of(new RoadApproach("in", 40, 13.89, List.of("in_0"), 0)),
                List.of(new TrafficMovement(
                        "m0", "in", "out", Turn.STRAIGHT, List.of(new LaneUse("in_0", 0, 1800, 13)), List.of(300.0))),
                Set.of(),
                List.of(new StageOption(0, List.of(Aspect.GREEN), 5, 60, new Clearance(3, 0))),
                3.5,
                Optional.empty());
        cameras = new Cameras(intersection, SumoNet.read(file), 150, 20);
    }

    @Test
    void lanesAreSeenBackToTheSignalBeforeThem() {
        assertThat(cameras.zones())
                .extracting(DetectorZone::nearMetres, DetectorZone::farMetres)
                .containsExactly(tuple(0.0, 20.0), tuple(20.0, 40.0), tuple(40.0, 55.0), tuple(55.0, 70.0));
        assertThat(cameras.zones()).allMatch(zone -> zone.lanes().equals(List.of("in_0")));
    }

    @Test
    void aVehicleCoversWhatItStandsOnAndIsCountedWhereItsFrontIs() {
        List<Cameras.Sight> sights = cameras.look(List.of(new VehicleFix("a", "in_0", 22, 0, 5)));

        assertThat(sights.get(0).coveredMetres()).isCloseTo(2, within(1e-9));
        assertThat(sights.get(1).coveredMetres()).isCloseTo(3, within(1e-9));
        assertThat(sights).extracting(Cameras.Sight::vehicles).containsExactly(1, 0, 0, 0);
        assertThat(sights.get(0).queueMetres()).isCloseTo(20, within(1e-9));
    }

    @Test
    void whoLeavesAZoneIsCountedOnce() {
        cameras.look(List.of(new VehicleFix("a", "in_0", 38, 8, 5), new VehicleFix("b", "mid_0", 20, 8, 5)));
        List<Cameras.Sight> sights = cameras.look(List.of(new VehicleFix("b", "in_0", 2, 8, 5)));

        assertThat(sights).extracting(Cameras.Sight::passed).containsExactly(1, 0, 1, 0);
        assertThat(sights).extracting(Cameras.Sight::vehicles).containsExactly(0, 1, 0, 0);
        assertThat(cameras.look(List.of())).extracting(Cameras.Sight::passed).containsExactly(0, 1, 0, 0);
    }
}
