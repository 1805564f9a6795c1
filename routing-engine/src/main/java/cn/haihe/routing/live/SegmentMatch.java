package cn.haihe.routing.live;

import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import cn.haihe.routing.graph.RoadGraph;
import com.graphhopper.routing.util.AllEdgesIterator;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.locationtech.jts.geom.CoordinateSequence;

/**
 * Which segment of the city each directed edge of the graph lies on. Both come from the same file, so a stretch between
 * two neighbouring OSM nodes of one way has the same two positions in both; an edge belongs to the segment that holds
 * the greater part of it. An edge has a key for each direction: twice its number, plus one against its storage, as
 * GraphHopper's edge keys.
 */
public final class SegmentMatch {
    private static final int NONE = -1;
    /** GraphHopper rounds positions to this grid, as OpenStreetMap does. */
    private static final double STEPS_PER_DEGREE = 1e7;

    private final int[] segmentOfEdgeKey;
    private final int drivableCount;
    private final int matchedCount;

    private SegmentMatch(int[] segmentOfEdgeKey, int drivableCount, int matchedCount) {
        this.segmentOfEdgeKey = segmentOfEdgeKey;
        this.drivableCount = drivableCount;
        this.matchedCount = matchedCount;
    }

    public static SegmentMatch of(RoadGraph graph, City city) {
        Map<Stretch, List<Integer>> segmentsOfStretch = stretchesOf(city);
        int[] edgesOfSegment = new int[city.segments().size()];
        AllEdgesIterator edges = graph.base().getAllEdges();
        int[] segmentOfEdgeKey = new int[2 * edges.length()];
        Arrays.fill(segmentOfEdgeKey, NONE);
        int drivable = 0;
        int matched = 0;
        while (edges.next()) {
            long wayId = graph.wayIdOf(edges);
            PointList points = edges.fetchWayGeometry(FetchMode.ALL);
            for (int direction = 0; direction < 2; direction++) {
                boolean reverse = direction == 1;
                if (!graph.isOpenToCars(edges, reverse) || isPoint(points)) {
                    continue;
                }
                drivable++;
                OptionalInt segment = greaterPart(wayId, points, reverse, segmentsOfStretch, edgesOfSegment);
                if (segment.isPresent()) {
                    matched++;
                    segmentOfEdgeKey[2 * edges.getEdge() + direction] = segment.getAsInt();
                    edgesOfSegment[segment.getAsInt()]++;
                }
            }
        }
        return new SegmentMatch(segmentOfEdgeKey, drivable, matched);
    }

    public OptionalInt findSegment(int edgeKey) {
        int segment = segmentOfEdgeKey[edgeKey];
        return segment == NONE ? OptionalInt.empty() : OptionalInt.of(segment);
    }

    public boolean isMatched(int edgeKey) {
        return segmentOfEdgeKey[edgeKey] != NONE;
    }

    /** @return the segment's index; only for a key that {@link #isMatched} */
    public int getSegment(int edgeKey) {
        int segment = segmentOfEdgeKey[edgeKey];
        if (segment == NONE) {
            throw new IllegalStateException("edge key " + edgeKey + " lies on no segment");
        }
        return segment;
    }

    /** Two for each edge of the graph. */
    public int edgeKeyCount() {
        return segmentOfEdgeKey.length;
    }

    /** Directed edges that cars may use and that have a length. */
    public int drivableCount() {
        return drivableCount;
    }

    /** How many of those lie on a segment. */
    public int matchedCount() {
        return matchedCount;
    }

    private static Map<Stretch, List<Integer>> stretchesOf(City city) {
        Map<Stretch, List<Integer>> stretches = new HashMap<>();
        for (Segment segment : city.segments()) {
            CoordinateSequence points = segment.geometry().getCoordinateSequence();
            for (int i = 1; i < points.size(); i++) {
                Stretch stretch = new Stretch(
                        segment.wayId(),
                        place(points.getX(i - 1), points.getY(i - 1)),
                        place(points.getX(i), points.getY(i)));
                stretches.computeIfAbsent(stretch, nobody -> new ArrayList<>(1)).add(segment.index());
            }
        }
        return stretches;
    }

    /** GraphHopper stands such an edge at a barrier, and where a restriction goes through a way. */
    private static boolean isPoint(PointList points) {
        for (int i = 1; i < points.size(); i++) {
            if (points.getLat(i) != points.getLat(0) || points.getLon(i) != points.getLon(0)) {
                return false;
            }
        }
        return true;
    }

    /** Where a way goes over the same ground twice, its edges are dealt out to its segments evenly. */
    private static OptionalInt greaterPart(
            long wayId,
            PointList points,
            boolean reverse,
            Map<Stretch, List<Integer>> segmentsOfStretch,
            int[] edgesOfSegment) {
        Map<Integer, Double> lengthOnSegment = new HashMap<>(4);
        int last = points.size() - 1;
        for (int i = 0; i < last; i++) {
            int from = reverse ? last - i : i;
            int to = reverse ? from - 1 : from + 1;
            double alongLon = points.getLon(to) - points.getLon(from);
            double alongLat = points.getLat(to) - points.getLat(from);
            Stretch stretch = new Stretch(
                    wayId,
                    place(points.getLon(from), points.getLat(from)),
                    place(points.getLon(to), points.getLat(to)));
            for (int segment : segmentsOfStretch.getOrDefault(stretch, List.of())) {
                lengthOnSegment.merge(segment, Math.hypot(alongLon, alongLat), Double::sum);
            }
        }
        return lengthOnSegment.keySet().stream()
                .min(Comparator.<Integer>comparingDouble(segment -> -lengthOnSegment.get(segment))
                        .thenComparing(segment -> edgesOfSegment[segment])
                        .thenComparing(Comparator.naturalOrder()))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static long place(double lon, double lat) {
        return Math.round(lon * STEPS_PER_DEGREE) << 32 | Math.round(lat * STEPS_PER_DEGREE) & 0xFFFF_FFFFL;
    }

    /** From one node of a way to the next one. */
    private record Stretch(long wayId, long from, long to) {}
}
