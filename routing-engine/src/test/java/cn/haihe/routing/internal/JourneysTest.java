package cn.haihe.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.City;
import cn.haihe.map.osm.CityImporter;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.Avoid;
import cn.haihe.routing.GridTown;
import cn.haihe.routing.RouteLimits;
import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.graph.RoadGraphs;
import cn.haihe.routing.graph.VehicleRoads;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.journey.JourneyCosts.Bans;
import cn.haihe.routing.journey.Kinds;
import cn.haihe.routing.live.FreeFlow;
import cn.haihe.routing.live.LiveCosts;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.live.SegmentMatch;
import cn.haihe.routing.live.SegmentSpeeds;
import cn.haihe.routing.vehicle.TruckSize;
import cn.haihe.routing.vehicle.Vehicle;
import cn.haihe.routing.vehicle.VehicleKind;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.routing.ev.RoadEnvironment;
import com.graphhopper.routing.ev.Subnetwork;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.Parameters;
import com.graphhopper.util.details.PathDetailsBuilderFactory;
import com.graphhopper.util.shapes.GHPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** Every kind of vehicle against plain Dijkstra over the arcs left to it, on towns with streets for some of them only. */
class JourneysTest {
    private static final List<String> STREETS = List.of(
            "access=no bus=yes",
            "access=private",
            "hgv=no",
            "maxheight=3.5",
            "maxweight=10",
            "motor_vehicle=no psv=yes",
            "oneway=yes oneway:bus=no",
            "tunnel=yes",
            "bridge=yes");
    /** A ban of some edges at every second quarter of a minute. */
    private static final long BAN_MILLIS = 15_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"CAR", "BUS", "TRUCK", "EMERGENCY"})
    void equalsDijkstra(VehicleKind kind) throws IOException {
        for (long seed = 1; seed <= 3; seed++) {
            try (Town town = new Town(kind, seed)) {
                town.compare(80);
            }
        }
    }

    private final class Town implements AutoCloseable {
        private final String which;
        private final VehicleKind kind;
        private final Random random;
        private final City city;
        private final RoadGraph graph;
        private final VehicleRoads roads;
        private final RoadArcs arcs;
        private final SegmentMatch match;
        private final LiveSpeeds speeds;
        private final LiveMetrics metrics;
        private final JourneyPlanner planner;
        private final LiveSearch search;

        Town(VehicleKind kind, long seed) throws IOException {
            which = kind + ", seed " + seed;
            this.kind = kind;
            random = new Random(31 * seed + kind.ordinal());
            Path map = varied(GridTown.create(folder, 12, seed).osmFile());
            city = new CityImporter().importFrom(map).city();
            graph = RoadGraphs.open(map, folder.resolve("data"));
            roads = graph.roadsFor(kind);
            match = SegmentMatch.of(graph, city);
            FreeFlow freeFlow = FreeFlow.of(graph, city, match);
            arcs = RoadArcs.of(graph);
            Hierarchy hierarchy = Hierarchy.of(arcs.turns(), ArcOrder.open(graph, arcs));
            speeds = LiveSpeeds.of(freeFlow, match, randomSpeeds());
            Kinds kinds = new Kinds(graph, arcs, freeFlow);
            metrics = new LiveMetrics(
                    hierarchy, new LiveCosts(arcs, kinds.of(VehicleKind.CAR).turnMillis()), speeds, 1);
            planner = new JourneyPlanner(graph, arcs, hierarchy, kinds, new KeptOut(graph, city, match));
            search = new LiveSearch(graph, arcs, hierarchy, new RouteLimits(5, 60_000, 10_000_000));
        }

        private SegmentSpeeds randomSpeeds() {
            SegmentSpeeds.Builder builder =
                    SegmentSpeeds.builder(city.segments().size(), Instant.EPOCH);
            for (int i = 0; i < city.segments().size(); i++) {
                if (random.nextInt(12) == 0) {
                    builder.close(i);
                } else if (random.nextInt(3) > 0) {
                    builder.speed(i, 100 * random.nextDouble(), Grade.B);
                }
            }
            return builder.build();
        }

        private Path varied(Path plain) throws IOException {
            Matcher ways = Pattern.compile("(<way .*?)</way>").matcher(Files.readString(plain));
            String text =
                    ways.replaceAll(way -> Matcher.quoteReplacement(way.group(1) + extraTags(way.group(1)) + "</way>"));
            return Files.writeString(
                    plain,
                    // an emergency vehicle is faster there than the limit
                    text.replace("k='maxspeed' v='30'", "k='maxspeed' v='5'")
                            .replace(
                                    "</relation>",
                                    random.nextBoolean() ? "<tag k='except' v='bus'/></relation>" : "</relation>"));
        }

        private String extraTags(String way) {
            if (random.nextInt(3) > 0) {
                return "";
            }
            return Arrays.stream(STREETS.get(random.nextInt(STREETS.size())).split(" "))
                    .map(tag -> tag.split("="))
                    .filter(tag -> !way.contains("k='" + tag[0] + "'"))
                    .map(tag -> "<tag k='" + tag[0] + "' v='" + tag[1] + "'/>")
                    .collect(Collectors.joining());
        }

        void compare(int requests) {
            int found = 0;
            try (LiveMetrics.Picture picture = metrics.lease()) {
                for (int i = 0; i < requests; i++) {
                    Vehicle vehicle = vehicle();
                    Avoid avoid = avoid(i);
                    Bans atTimes = i % 5 == 4 ? timedBans() : Bans.NONE;
                    int from = random.nextInt(graph.base().getNodes());
                    int to = random.nextInt(graph.base().getNodes());
                    Journey journey = planner.plan(
                            vehicle, planner.findKeptOut(avoid, 60_000).orElseThrow(), atTimes, picture, Instant.EPOCH);
                    GHResponse ours = search.route(
                            new GHRequest(List.of(place(from), place(to)))
                                    .setProfile(journey.profile())
                                    .putHint(Parameters.Routing.INSTRUCTIONS, false),
                            journey,
                            picture,
                            new PathDetailsBuilderFactory());
                    BitSet closed = closedEdges(avoid);
                    if (!canSnap(from, closed, vehicle) || !canSnap(to, closed, vehicle)) {
                        continue;
                    }
                    String at = which + ", request " + i + ": " + from + " to " + to + ", " + vehicle + ", " + avoid;
                    long plain = dijkstra(from, to, vehicle, closed, avoid.segmentIds(), atTimes);
                    if (ours.hasErrors()) {
                        assertThat(plain).as(at).isEqualTo(Long.MAX_VALUE);
                    } else {
                        assertThat(isAt(ours, 0, from) && isAt(ours, 1, to))
                                .as(at)
                                .isTrue();
                        found++;
                        assertThat(ours.getBest().getTime()).as(at).isEqualTo(plain);
                        assertThat(ours.getBest().getRouteWeight()).as(at).isCloseTo(plain / 1000.0, within(1e-6));
                    }
                }
            }
            assertThat(found).as(which).isGreaterThan(requests / 3);
        }

        /** GraphHopper leads from a node where an edge is that the vehicle may use, and that is on no island. */
        private boolean canSnap(int node, BitSet closed, Vehicle vehicle) {
            var island = graph.values()
                    .getBooleanEncodedValue(Subnetwork.key(roads.profile().getName()));
            var edges = graph.base().createEdgeExplorer().setBaseNode(node);
            while (edges.next()) {
                boolean isUsable = kmh(edges.getEdgeKey()) > 0 || kmh(edges.getEdgeKey() ^ 1) > 0;
                boolean isAdmitted = vehicle.truckSize().isEmpty()
                        || roads.admits(edges.getEdgeKey(), vehicle.truckSize().get());
                if (isUsable && isAdmitted && !closed.get(edges.getEdge()) && !edges.get(island)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isAt(GHResponse response, int waypoint, int node) {
            GHPoint on = response.getBest().getWaypoints().get(waypoint);
            GHPoint place = place(node);
            return Math.abs(on.lat - place.lat) < 1e-6 && Math.abs(on.lon - place.lon) < 1e-6;
        }

        private GHPoint place(int node) {
            return new GHPoint(
                    graph.base().getNodeAccess().getLat(node),
                    graph.base().getNodeAccess().getLon(node));
        }

        /** Milliseconds from a node to another, or {@link Long#MAX_VALUE}. */
        private long dijkstra(int from, int to, Vehicle vehicle, BitSet closed, Set<String> segments, Bans atTimes) {
            if (from == to) {
                return 0;
            }
            long[] entered = new long[arcs.arcCount()];
            Arrays.fill(entered, Long.MAX_VALUE);
            PriorityQueue<long[]> queue = new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));
            for (int arc = 0; arc < arcs.arcCount(); arc++) {
                if (tailOf(arc) == from) {
                    entered[arc] = 0;
                    queue.add(new long[] {0, arc});
                }
            }
            long best = Long.MAX_VALUE;
            while (!queue.isEmpty()) {
                long[] top = queue.poll();
                int arc = (int) top[1];
                int key = arcs.keyOf(arc);
                float kmh = kmh(key);
                if (top[0] > entered[arc]
                        || kmh == 0
                        || closed.get(key >> 1)
                        || match.isMatched(key)
                                && segments.contains(city.segments()
                                        .get(match.getSegment(key))
                                        .id())
                        || vehicle.truckSize().isPresent()
                                && !roads.admits(key, vehicle.truckSize().get())
                        || atTimes.holdAt(key, top[0])) {
                    continue;
                }
                long left = top[0] + Math.round(arcs.metres(arc) * 3600 / kmh);
                if (arcs.headNodeOf(arc) == to) {
                    best = Math.min(best, left);
                }
                for (int next = 0; next < arcs.arcCount(); next++) {
                    if (tailOf(next) == arcs.headNodeOf(arc)
                            && next != arc
                            && roads.isTurnAllowed(arcs.edgeOf(arc), arcs.headNodeOf(arc), arcs.edgeOf(next))) {
                        boolean isUTurn = arcs.edgeOf(arc) == arcs.edgeOf(next);
                        long enter = left + (isUTurn ? 1000L * roads.uTurnSeconds() : 0);
                        if (enter < entered[next]) {
                            entered[next] = enter;
                            queue.add(new long[] {enter, next});
                        }
                    }
                }
            }
            return best;
        }

        private int tailOf(int arc) {
            EdgeIteratorState edge = graph.base().getEdgeIteratorStateForKey(arcs.keyOf(arc));
            return edge.getBaseNode();
        }

        private float kmh(int key) {
            if (!roads.isOpen(key)) {
                return 0;
            }
            if (!graph.roadsFor(VehicleKind.CAR).isOpen(key)) {
                return (float) roads.classSpeedKmh(key);
            }
            float ofCars = speeds.kmh(key);
            return kind == VehicleKind.EMERGENCY ? Math.max(10, ofCars) : Math.min((float) roads.speedMaxKmh(), ofCars);
        }

        private BitSet closedEdges(Avoid avoid) {
            BitSet closed = new BitSet();
            var environment = graph.values().getEnumEncodedValue(RoadEnvironment.KEY, RoadEnvironment.class);
            var edges = graph.base().getAllEdges();
            while (edges.next()) {
                var line = edges.fetchWayGeometry(FetchMode.ALL).toLineString(false);
                boolean isTouched = avoid.areas().stream().anyMatch(area -> area.intersects(line));
                boolean isFeature = avoid.features().stream()
                        .anyMatch(feature ->
                                feature.name().equals(edges.get(environment).name()));
                closed.set(edges.getEdge(), isTouched || isFeature);
            }
            return closed;
        }

        private Bans timedBans() {
            int salt = random.nextInt(3);
            return (edgeKey, enterMillis) -> (edgeKey >> 1) % 3 == salt && enterMillis / BAN_MILLIS % 2 == 1;
        }

        private Vehicle vehicle() {
            return kind == VehicleKind.TRUCK
                    ? new Vehicle(
                            kind,
                            Optional.of(new TruckSize(3 + random.nextDouble(), 5 + 10 * random.nextDouble())),
                            Optional.empty())
                    : Vehicle.of(kind);
        }

        private Avoid avoid(int i) {
            return switch (i % 4) {
                case 0 -> Avoid.NOTHING;
                case 1 -> new Avoid(List.of(triangle(), triangle()), Set.of(), Set.of());
                case 2 ->
                    new Avoid(
                            List.of(),
                            random.ints(5, 0, city.segments().size())
                                    .mapToObj(
                                            index -> city.segments().get(index).id())
                                    .collect(Collectors.toSet()),
                            Set.of());
                default -> new Avoid(List.of(), Set.of(), Set.of(Avoid.RoadFeature.TUNNEL, Avoid.RoadFeature.BRIDGE));
            };
        }

        private Polygon triangle() {
            GHPoint near = place(random.nextInt(graph.base().getNodes()));
            GHPoint middle = new GHPoint(near.lat + 1e-4 * random.nextDouble(), near.lon + 2e-4);
            double reach = 0.004 * random.nextDouble();
            return new GeometryFactory().createPolygon(new Coordinate[] {
                new Coordinate(middle.lon - reach, middle.lat - reach),
                new Coordinate(middle.lon + reach, middle.lat - reach),
                new Coordinate(middle.lon + reach, middle.lat + reach),
                new Coordinate(middle.lon - reach, middle.lat - reach)
            });
        }

        @Override
        public void close() {
            metrics.close();
            graph.close();
        }
    }
}
