package cn.haihe.map.osm.internal;

import cn.haihe.map.city.Names;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.Distances;
import cn.haihe.map.osm.SkipReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;

/**
 * Cuts the ways that cars may drive into segments: at nodes that two of them share or one visits twice, at their ends,
 * at barriers that no car gets past, and where nodes are missing from the file. A closed loop is cut once more before
 * its last node, so that no segment ends where it begins; the router does the same.
 */
final class RoadBuilder {
    private final OsmData data;
    private final Skips skips;
    private final GeometryFactory geometries;
    private final List<Piece> pieces = new ArrayList<>();

    RoadBuilder(OsmData data, Skips skips, GeometryFactory geometries) {
        this.data = data;
        this.skips = skips;
        this.geometries = geometries;
    }

    List<Piece> build() {
        Map<OsmWay, CarAccess> roads = roads();
        Set<Long> cuts = cuts(roads.keySet());
        roads.forEach((way, access) -> {
            int number = 0;
            Set<List<Long>> drawn = new HashSet<>();
            for (long[] run : cut(way, cuts)) {
                if (drawn.add(eitherWay(run))) {
                    add(way, access, number, run);
                } else {
                    skips.count(SkipReason.ROAD_DRAWN_TWICE);
                }
                number++;
            }
            if (number == 0) {
                skips.count(SkipReason.ROAD_WITHOUT_NODES);
            }
        });
        return pieces;
    }

    private Map<OsmWay, CarAccess> roads() {
        Map<OsmWay, CarAccess> roads = new TreeMap<>((a, b) -> Long.compare(a.id(), b.id()));
        for (OsmWay way : data.ways()) {
            CarAccess access = CarAccess.of(way.tags());
            if (access != CarAccess.NONE) {
                roads.put(way, access);
            } else if (CarAccess.isRoad(way.tags())) {
                skips.count(SkipReason.ROAD_CLOSED_TO_CARS);
            }
        }
        return roads;
    }

    private Set<Long> cuts(Set<OsmWay> roads) {
        Set<Long> seen = new HashSet<>();
        Set<Long> cuts = new HashSet<>();
        for (OsmWay way : roads) {
            long previous = 0;
            for (int i = 0; i < way.nodes().length; i++) {
                long node = way.nodes()[i];
                boolean repeated = i > 0 && node == previous;
                if (!repeated && !seen.add(node) || CarAccess.isBlockedAt(data.nodeTags(node))) {
                    cuts.add(node);
                }
                previous = node;
            }
        }
        return cuts;
    }

    /** The runs of nodes between two cuts, each of at least two nodes. */
    private List<long[]> cut(OsmWay way, Set<Long> cuts) {
        List<long[]> runs = new ArrayList<>();
        List<Long> run = new ArrayList<>();
        for (long node : way.nodes()) {
            if (!data.nodes().contains(node)) {
                skips.count(SkipReason.ROAD_LEAVING_EXTRACT);
                close(run, runs);
                run.clear();
                continue;
            }
            if (!run.isEmpty() && run.get(run.size() - 1) == node) {
                continue;
            }
            run.add(node);
            if (cuts.contains(node) && run.size() > 1) {
                close(run, runs);
                run.clear();
                run.add(node);
            }
        }
        close(run, runs);
        return runs;
    }

    private static void close(List<Long> run, List<long[]> runs) {
        long[] nodes = run.stream().mapToLong(Long::longValue).toArray();
        int last = nodes.length - 1;
        if (nodes.length < 2) {
            return;
        }
        if (nodes[0] == nodes[last]) {
            runs.add(Arrays.copyOf(nodes, last));
            runs.add(new long[] {nodes[last - 1], nodes[last]});
        } else {
            runs.add(nodes);
        }
    }

    /** The nodes of a run, the same for both its directions. */
    private static List<Long> eitherWay(long[] run) {
        long[] nodes = run[0] <= run[run.length - 1] ? run : Areas.reversed(run);
        return Arrays.stream(nodes).boxed().toList();
    }

    private void add(OsmWay way, CarAccess access, int number, long[] run) {
        if (access.allowsForward()) {
            pieces.add(piece(way, access, number, run, true));
        }
        if (access.allowsBackward()) {
            pieces.add(piece(way, access, number, Areas.reversed(run), false));
        }
    }

    private Piece piece(OsmWay way, CarAccess access, int number, long[] nodes, boolean forward) {
        boolean oneway = access != CarAccess.BOTH;
        Coordinate[] points = Arrays.stream(nodes).mapToObj(data.nodes()::get).toArray(Coordinate[]::new);
        LineString geometry = geometries.createLineString(points);
        Segment segment = new Segment(
                pieces.size(),
                "w" + way.id() + "." + number + (forward ? "f" : "b"),
                way.id(),
                nodes[0],
                nodes[nodes.length - 1],
                RoadRules.classOf(way.tags()),
                RoadRules.lanes(way.tags(), forward, oneway),
                RoadRules.speedLimitKmh(way.tags(), forward),
                names(way.tags()),
                Distances.lengthMetres(geometry),
                geometry);
        return new Piece(segment, way, nodes, forward, oneway);
    }

    private static Names names(Tags tags) {
        Names names = tags.names();
        return names.isEmpty() ? new Names(tags.get("ref"), tags.get("ref")) : names;
    }
}
