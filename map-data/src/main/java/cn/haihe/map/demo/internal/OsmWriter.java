package cn.haihe.map.demo.internal;

import cn.haihe.map.demo.DemoScale;
import cn.haihe.map.demo.internal.StreetNet.Edge;
import cn.haihe.map.demo.internal.StreetNet.Level;
import crosby.binary.file.BlockOutputStream;
import crosby.binary.osmosis.OsmosisSerializer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/** Writes a plan as an OSM file: nodes, then ways, then relations, each with ascending ids from 1. */
public final class OsmWriter {
    /** What the licence of the true lines asks to be shown. */
    public static final String CREDIT = "© OpenStreetMap contributors, ODbL 1.0; partly synthetic";

    private static final double STOP_OFF_MIDDLE = 9;

    private final CityPlan plan;
    private final StreetNet net;
    private final OsmFile file;
    private final Map<Integer, Long> nodeIds = new HashMap<>();
    private final Map<Edge, Long> wayOf = new HashMap<>();
    /** Stop nodes of an edge: first for who drives from a to b, then for the other direction. */
    private final Map<Edge, long[]> stopIds = new HashMap<>();

    private final List<Runnable> waysOfWater = new ArrayList<>();

    private OsmWriter(CityPlan plan, OsmFile file) {
        this.plan = plan;
        this.net = plan.net();
        this.file = file;
    }

    public static void write(Path path, CityPlan plan, DemoScale scale, long seed) throws IOException {
        try (BlockOutputStream blocks = new BlockOutputStream(new BufferedOutputStream(Files.newOutputStream(path)));
                OsmosisSerializer serializer = new OsmosisSerializer(blocks)) {
            blocks.setCompress("deflate");
            serializer.setUseDense(true);
            serializer.configOmit(true);
            OsmFile file = new OsmFile(serializer);
            file.bounds(boundsOf(plan.net()), "haihe-demo-city scale " + scale + ", seed " + seed + "; " + CREDIT);
            new OsmWriter(plan, file).writeAll();
            serializer.complete();
        }
    }

    private static Envelope boundsOf(StreetNet net) {
        Envelope bounds = new Envelope();
        net.edges().forEach(edge -> {
            bounds.expandToInclude(net.at(edge.a));
            bounds.expandToInclude(net.at(edge.b));
        });
        return bounds;
    }

    private void writeAll() {
        writeStreetNodes();
        writeStops();
        writeCarParks();
        writeStations();
        prepareWater();
        writeGuidanceSigns();
        writeStreets();
        waysOfWater.forEach(Runnable::run);
        writeRestrictions();
        writeBusRoutes();
        file.relation(
                List.of(),
                tags(
                        "type", "haihe_origin",
                        "partly_synthetic", "yes",
                        "name", "天津(示范,部分为合成)",
                        "name:en", "Tianjin (demo, partly synthetic)",
                        "credit", CREDIT));
    }

    private void writeStreetNodes() {
        boolean[] used = new boolean[net.nodeCount()];
        net.edges().forEach(edge -> used[edge.a] = used[edge.b] = true);
        for (int node = 0; node < used.length; node++) {
            if (used[node]) {
                Map<String, String> tags = plan.signals().contains(node)
                        ? tags("highway", "traffic_signals", "source", Street.SYNTHETIC)
                        : tags();
                nodeIds.put(node, file.node(net.at(node), tags));
            }
        }
    }

    private void writeStops() {
        plan.buses().stops().values().forEach(pair -> {
            Coordinate a = net.at(pair.edge().a);
            Coordinate b = net.at(pair.edge().b);
            Map<String, String> tags = tags(
                    "highway",
                    "bus_stop",
                    "public_transport",
                    "platform",
                    "bus",
                    "yes",
                    "name",
                    pair.name().zh(),
                    "name:zh",
                    pair.name().zh(),
                    "name:en",
                    pair.name().en(),
                    "source",
                    Street.SYNTHETIC);
            stopIds.put(pair.edge(), new long[] {file.node(rightOf(a, b), tags), file.node(rightOf(b, a), tags)});
        });
    }

    private static Coordinate rightOf(Coordinate from, Coordinate to) {
        double length = from.distance(to);
        return new Coordinate(
                from.x + 0.6 * (to.x - from.x) + STOP_OFF_MIDDLE * (to.y - from.y) / length,
                from.y + 0.6 * (to.y - from.y) - STOP_OFF_MIDDLE * (to.x - from.x) / length);
    }

    private void writeCarParks() {
        for (CarParks.CarPark park : plan.carParks()) {
            file.node(
                    park.position(),
                    tags(
                            "amenity", "parking",
                            "parking", park.type(),
                            "capacity", String.valueOf(park.capacity()),
                            "name", park.zh(),
                            "name:zh", park.zh(),
                            "name:en", park.en(),
                            "source", Street.SYNTHETIC));
        }
    }

    private void writeStations() {
        for (Facts.Spot station : plan.stationsInside()) {
            file.node(
                    station.position(),
                    tags(
                            "railway", "station",
                            "station", "subway",
                            "name", station.zh(),
                            "name:zh", station.zh(),
                            "name:en", station.en(),
                            "source", station.origin()));
        }
    }

    private void prepareWater() {
        Geometry water = plan.river().water.intersection(plan.region());
        for (int i = 0; i < water.getNumGeometries(); i++) {
            List<Long> ring = new ArrayList<>();
            Coordinate[] shell =
                    ((Polygon) water.getGeometryN(i)).getExteriorRing().getCoordinates();
            for (int c = 0; c + 1 < shell.length; c++) {
                ring.add(file.node(shell[c], tags()));
            }
            ring.add(ring.get(0));
            waysOfWater.add(() -> file.way(
                    ring,
                    tags(
                            "natural", "water",
                            "water", "river",
                            "name", "海河",
                            "name:zh", "海河",
                            "name:en", "Haihe River",
                            "source", "synthetic between the bridges that have a position")));
        }
    }

    /** As mappers do: a node beside the road, with the direction that its face looks to. */
    private void writeGuidanceSigns() {
        for (GuidanceSigns.Sign sign : plan.guidanceSigns()) {
            file.node(
                    sign.position(),
                    tags(
                            "traffic_sign", "variable_message",
                            "direction", String.valueOf(sign.facesDegrees()),
                            "ref", sign.ref(),
                            "name", sign.zh(),
                            "name:zh", sign.zh(),
                            "name:en", sign.en(),
                            "source", Street.SYNTHETIC));
        }
    }

    private void writeStreets() {
        for (WayRuns.Run run : plan.runs()) {
            Edge edge = run.edges().get(0);
            Street street = edge.street;
            Map<String, String> tags = tags(
                    "highway", street.kind().highway,
                    "name", street.zh(),
                    "name:zh", street.zh(),
                    "name:en", street.en(),
                    "lanes", String.valueOf(run.oneWay() ? Math.max(1, street.kind().lanes / 2) : street.kind().lanes),
                    "maxspeed", String.valueOf(street.kind().limitKmh),
                    "oneway", run.oneWay() ? "yes" : "no",
                    "source", street.source());
            if (edge.level != Level.GROUND) {
                tags.put("bridge", "yes");
                tags.put("layer", "1");
            }
            if (edge.level == Level.BRIDGE) {
                tagBridge(net.at(edge.a), tags);
            }
            long way = file.way(run.nodes().stream().map(nodeIds::get).toList(), tags);
            run.edges().forEach(each -> wayOf.put(each, way));
        }
    }

    private void tagBridge(Coordinate at, Map<String, String> tags) {
        plan.bridges().stream()
                .filter(placed -> placed.middle().distance(at) < 200)
                .min(Comparator.comparingDouble(placed -> placed.middle().distance(at)))
                .ifPresent(placed -> {
                    tags.put("bridge:name", placed.bridge().zh());
                    tags.put("bridge:name:en", placed.bridge().en());
                });
    }

    private void writeRestrictions() {
        for (Restrictions.Restriction restriction : plan.restrictions()) {
            file.relation(
                    List.of(
                            OsmFile.way(wayOf.get(restriction.from()), "from"),
                            OsmFile.node(nodeIds.get(restriction.via()), "via"),
                            OsmFile.way(wayOf.get(restriction.to()), "to")),
                    tags("type", "restriction", "restriction", restriction.type(), "source", Street.SYNTHETIC));
        }
    }

    private void writeBusRoutes() {
        for (BusLines.Line line : plan.buses().lines()) {
            List<Edge> back = new ArrayList<>(line.path());
            Collections.reverse(back);
            int end = line.start();
            for (Edge edge : line.path()) {
                end = edge.other(end);
            }
            writeBusRoute(line.ref(), line.start(), line.path());
            writeBusRoute(line.ref(), end, back);
        }
    }

    private void writeBusRoute(String ref, int start, List<Edge> path) {
        List<OsmFile.Member> stops = new ArrayList<>();
        List<OsmFile.Member> ways = new ArrayList<>();
        List<StopNames.Name> names = new ArrayList<>();
        int node = start;
        for (Edge edge : path) {
            OsmFile.Member way = OsmFile.way(wayOf.get(edge), "");
            if (ways.isEmpty() || !ways.get(ways.size() - 1).equals(way)) {
                ways.add(way);
            }
            if (stopIds.containsKey(edge)) {
                stops.add(OsmFile.node(stopIds.get(edge)[node == edge.a ? 0 : 1], "platform"));
                names.add(plan.buses().stops().get(edge).name());
            }
            node = edge.other(node);
        }
        StopNames.Name from = names.get(0);
        StopNames.Name to = names.get(names.size() - 1);
        List<OsmFile.Member> members = new ArrayList<>(stops);
        members.addAll(ways);
        file.relation(
                members,
                tags(
                        "type",
                        "route",
                        "route",
                        "bus",
                        "public_transport:version",
                        "2",
                        "ref",
                        ref,
                        "name",
                        ref + "路: " + from.zh() + " → " + to.zh(),
                        "name:zh",
                        ref + "路: " + from.zh() + " → " + to.zh(),
                        "name:en",
                        "Bus " + ref + ": " + from.en() + " → " + to.en(),
                        "from",
                        from.zh(),
                        "to",
                        to.zh(),
                        "source",
                        Street.SYNTHETIC));
    }

    /** Key, value, key, value; an empty value is left out. */
    private static Map<String, String> tags(String... keysAndValues) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (!keysAndValues[i + 1].isEmpty()) {
                tags.put(keysAndValues[i], keysAndValues[i + 1]);
            }
        }
        return tags;
    }
}
