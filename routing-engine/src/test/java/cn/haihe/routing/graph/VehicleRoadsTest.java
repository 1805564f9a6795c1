package cn.haihe.routing.graph;

import static cn.haihe.routing.vehicle.VehicleKind.BIKE;
import static cn.haihe.routing.vehicle.VehicleKind.BUS;
import static cn.haihe.routing.vehicle.VehicleKind.CAR;
import static cn.haihe.routing.vehicle.VehicleKind.EMERGENCY;
import static cn.haihe.routing.vehicle.VehicleKind.FOOT;
import static cn.haihe.routing.vehicle.VehicleKind.TRUCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.routing.OsmText;
import cn.haihe.routing.vehicle.TruckSize;
import cn.haihe.routing.vehicle.VehicleKind;
import com.graphhopper.routing.util.AllEdgesIterator;
import com.graphhopper.util.EdgeIteratorState;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One street of each kind between two rows of crossings; way {@code n} runs from node {@code n} to {@code 100 + n}. */
class VehicleRoadsTest {
    private static final List<String> STREETS = List.of(
            "highway=residential",
            "highway=busway",
            "highway=unclassified access=no bus=yes",
            "highway=residential oneway=yes oneway:bus=no",
            "highway=residential oneway=yes busway:left=opposite_lane",
            "highway=service access=private",
            "highway=service service=emergency_access",
            "highway=pedestrian",
            "highway=footway",
            "highway=footway emergency=designated",
            "highway=residential access=military",
            "highway=residential emergency=no",
            "highway=primary hgv=no",
            "highway=primary hgv:conditional=no@(weight>3.5)",
            "highway=primary maxheight=4.25",
            "highway=primary maxweight=20",
            "highway=motorway maxspeed=120",
            "highway=steps",
            "highway=cycleway",
            "highway=primary motor_vehicle=no psv=yes",
            "highway=construction emergency=yes");

    @TempDir
    static Path folder;

    private static RoadGraph graph;

    @BeforeAll
    static void importStreets() {
        OsmText map = new OsmText();
        for (int street = 0; street < STREETS.size(); street++) {
            map.node(1 + street, 117 + 0.001 * street, 39.000);
            map.node(101 + street, 117 + 0.001 * street, 39.003);
            map.way(
                    1 + street,
                    OsmText.path(1 + street, 101 + street),
                    STREETS.get(street).split(" "));
        }
        map.node(60, 117.100, 39.0);
        map.node(61, 117.101, 39.0, "barrier=gate", "access=private");
        map.node(62, 117.102, 39.0);
        map.node(63, 117.103, 39.0, "barrier=bollard");
        map.node(64, 117.104, 39.0);
        map.node(65, 117.105, 39.0, "barrier=bus_trap");
        map.node(66, 117.106, 39.0);
        map.way(60, OsmText.path(60, 61, 62), "highway=residential");
        map.way(62, OsmText.path(62, 63, 64), "highway=residential");
        map.way(64, OsmText.path(64, 65, 66), "highway=residential");
        map.node(70, 117.100, 39.01)
                .node(71, 117.101, 39.01)
                .node(72, 117.102, 39.01)
                .node(73, 117.101, 39.02);
        map.way(70, OsmText.path(70, 71), "highway=residential");
        map.way(71, OsmText.path(71, 72), "highway=residential");
        map.way(72, OsmText.path(71, 73), "highway=residential");
        map.turnBan(1, 70, 71, 71, "restriction=no_straight_on", "except=bus");
        map.turnBan(2, 70, 71, 72, "restriction:hgv=no_left_turn");
        graph = RoadGraphs.open(map.writeTo(folder.resolve("streets.osm")), folder.resolve("data"));
    }

    @AfterAll
    static void close() {
        graph.close();
    }

    @ParameterizedTest
    @CsvSource({
        "highway=residential, CAR BUS TRUCK EMERGENCY FOOT BIKE",
        "highway=busway, BUS EMERGENCY",
        "highway=unclassified access=no bus=yes, BUS EMERGENCY",
        "highway=service access=private, EMERGENCY",
        "highway=service service=emergency_access, EMERGENCY FOOT BIKE",
        "highway=pedestrian, EMERGENCY FOOT BIKE",
        "highway=footway, FOOT BIKE",
        "highway=footway emergency=designated, EMERGENCY FOOT BIKE",
        "highway=residential access=military, ",
        "highway=residential emergency=no, CAR BUS TRUCK FOOT BIKE",
        "highway=primary hgv=no, CAR BUS EMERGENCY FOOT BIKE",
        "highway=primary hgv:conditional=no@(weight>3.5), CAR BUS EMERGENCY FOOT BIKE",
        "highway=motorway maxspeed=120, CAR BUS TRUCK EMERGENCY",
        "highway=steps, FOOT BIKE",
        "highway=primary motor_vehicle=no psv=yes, BUS EMERGENCY FOOT BIKE",
        "highway=construction emergency=yes, "
    })
    void aStreetIsOpenTo(String street, String kinds) {
        Set<VehicleKind> expected = kinds == null
                ? Set.of()
                : Arrays.stream(kinds.split(" ")).map(VehicleKind::valueOf).collect(Collectors.toSet());

        assertThat(openAlong(street)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "highway=residential oneway=yes oneway:bus=no, BUS BIKE",
        "highway=residential oneway=yes busway:left=opposite_lane, BUS BIKE"
    })
    void againstAOneWayStreetGoBusesWithALaneAndPushedBicycles(String street, String kinds) {
        Set<VehicleKind> against = Arrays.stream(VehicleKind.values())
                .filter(kind -> kind != FOOT && graph.roadsFor(kind).isOpen(key(street) + 1))
                .collect(Collectors.toSet());

        assertThat(against)
                .isEqualTo(Arrays.stream(kinds.split(" "))
                        .map(VehicleKind::valueOf)
                        .collect(Collectors.toSet()));
        assertThat(graph.roadsFor(BIKE).classSpeedKmh(key(street) + 1)).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({
        "CAR, highway=motorway maxspeed=120, 108",
        "BUS, highway=motorway maxspeed=120, 100",
        "TRUCK, highway=motorway maxspeed=120, 80",
        "EMERGENCY, highway=motorway maxspeed=120, 108",
        "BUS, highway=busway, 40",
        "CAR, highway=busway, 0",
        "EMERGENCY, highway=pedestrian, 10",
        "FOOT, highway=residential, 5",
        "FOOT, highway=steps, 3",
        "BIKE, highway=cycleway, 18"
    })
    void drivesOnEmptyRoadsAt(VehicleKind kind, String street, double kmh) {
        assertThat(graph.roadsFor(kind).classSpeedKmh(key(street))).isCloseTo(kmh, within(1.0));
    }

    @Test
    void postedLimitsBindToTheCentimetre() {
        VehicleRoads roads = graph.roadsFor(TRUCK);
        int lowBridge = key("highway=primary maxheight=4.25");
        int weakBridge = key("highway=primary maxweight=20");

        assertThat(roads.admits(lowBridge, new TruckSize(4.25, 49))).isTrue();
        assertThat(roads.admits(lowBridge, new TruckSize(4.26, 49))).isFalse();
        assertThat(roads.admits(lowBridge ^ 1, new TruckSize(4.26, 49))).isFalse();
        assertThat(roads.admits(weakBridge, new TruckSize(10, 20))).isTrue();
        assertThat(roads.admits(weakBridge, new TruckSize(4, 20.1))).isFalse();
        assertThat(roads.admits(key("highway=residential"), new TruckSize(10, 200)))
                .isTrue();
    }

    @Test
    void barriersStopWhomTheyAreFor() {
        assertThat(crossing(61)).containsExactlyInAnyOrder(EMERGENCY);
        assertThat(crossing(63)).containsExactlyInAnyOrder(FOOT, BIKE);
        assertThat(crossing(65)).containsExactlyInAnyOrder(BUS, FOOT, BIKE);
    }

    @Test
    void turnBansBindWhomTheyAreFor() {
        int from = edgeOfWay(70).getEdge();
        int straight = edgeOfWay(71).getEdge();
        int left = edgeOfWay(72).getEdge();
        int via = edgeOfWay(71).getBaseNode();

        assertThat(turning(from, via, straight)).containsExactlyInAnyOrder(BUS, EMERGENCY, FOOT, BIKE);
        assertThat(turning(from, via, left)).containsExactlyInAnyOrder(CAR, BUS, EMERGENCY, FOOT, BIKE);
        assertThat(graph.roadsFor(CAR).turnCosts().calcTurnWeight(from, via, straight))
                .isInfinite();
        assertThat(graph.roadsFor(EMERGENCY).turnCosts().calcTurnWeight(from, via, straight))
                .isZero();
        assertThat(graph.roadsFor(BUS).turnCosts().calcTurnWeight(from, via, from))
                .isEqualTo(graph.roadsFor(BUS).uTurnSeconds());
    }

    private static Set<VehicleKind> turning(int from, int via, int to) {
        return Arrays.stream(VehicleKind.values())
                .filter(kind -> graph.roadsFor(kind).isTurnAllowed(from, via, to))
                .collect(Collectors.toSet());
    }

    /** The edge of no length that stands for a barrier. */
    private static Set<VehicleKind> crossing(long barrierNode) {
        AllEdgesIterator edges = graph.base().getAllEdges();
        while (edges.next()) {
            if (edges.getDistance() < 0.01 && graph.wayIdOf(edges) == barrierNode - 1) {
                return openAlong(edges.getEdgeKey());
            }
        }
        throw new AssertionError("no barrier at node " + barrierNode);
    }

    private static Set<VehicleKind> openAlong(String street) {
        return openAlong(key(street));
    }

    private static Set<VehicleKind> openAlong(int key) {
        return Arrays.stream(VehicleKind.values())
                .filter(kind -> graph.roadsFor(kind).isOpen(key))
                .collect(Collectors.toSet());
    }

    private static int key(String street) {
        int number = IntStream.range(0, STREETS.size())
                .filter(index -> STREETS.get(index).equals(street))
                .findFirst()
                .orElseThrow();
        return edgeOfWay(1 + number).getEdgeKey();
    }

    private static EdgeIteratorState edgeOfWay(long wayId) {
        AllEdgesIterator edges = graph.base().getAllEdges();
        while (edges.next()) {
            if (graph.wayIdOf(edges) == wayId) {
                return edges.detach(false);
            }
        }
        throw new AssertionError("no edge of way " + wayId);
    }
}
