package cn.haihe.map.osm.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/** Polygons of closed ways and of multipolygon relations, and lines of open ways. */
final class Areas {
    private final OsmData data;
    private final GeometryFactory geometries;

    Areas(OsmData data, GeometryFactory geometries) {
        this.data = data;
        this.geometries = geometries;
    }

    /** The line through those nodes of a way that the file has. */
    Optional<LineString> line(OsmWay way) {
        Coordinate[] points = points(way.nodes());
        return points.length < 2 ? Optional.empty() : Optional.of(geometries.createLineString(points));
    }

    /** The area of a closed way; empty where it is open or lacks nodes. */
    Optional<Geometry> area(OsmWay way) {
        return way.isClosed() ? ring(way.nodes()).map(ring -> fixed(geometries.createPolygon(ring))) : Optional.empty();
    }

    /** The area of a multipolygon: its outer rings without its inner ones; empty where no outer ring closes. */
    Optional<Geometry> area(OsmRelation relation) {
        List<Polygon> outer = polygons(relation, "outer");
        if (outer.isEmpty()) {
            outer = polygons(relation, "");
        }
        if (outer.isEmpty()) {
            return Optional.empty();
        }
        Geometry area = UnaryUnionOp.union(outer.stream().map(Areas::fixed).toList());
        for (Polygon hole : polygons(relation, "inner")) {
            area = area.difference(fixed(hole));
        }
        return area.isEmpty() ? Optional.empty() : Optional.of(area);
    }

    private static Geometry fixed(Geometry polygon) {
        return polygon.isValid() ? polygon : GeometryFixer.fix(polygon);
    }

    private List<Polygon> polygons(OsmRelation relation, String role) {
        List<long[]> lines = relation.members(role).stream()
                .filter(member -> member.kind() == OsmRelation.Kind.WAY)
                .flatMap(member -> data.findWay(member.id()).stream())
                .map(OsmWay::nodes)
                .filter(nodes -> nodes.length >= 2)
                .toList();
        List<Polygon> polygons = new ArrayList<>();
        for (long[] closed : joinRings(lines)) {
            ring(closed).ifPresent(ring -> polygons.add(geometries.createPolygon(ring)));
        }
        return polygons;
    }

    /** Joins lines end to end into closed rings; what does not close is left out. */
    static List<long[]> joinRings(Collection<long[]> lines) {
        List<long[]> rings = new ArrayList<>();
        Deque<long[]> left = new ArrayDeque<>(lines);
        while (!left.isEmpty()) {
            long[] chain = left.poll();
            boolean grew = true;
            while (grew && chain[0] != chain[chain.length - 1]) {
                grew = false;
                for (long[] next : left) {
                    long end = chain[chain.length - 1];
                    if (next[0] == end || next[next.length - 1] == end) {
                        left.remove(next);
                        chain = joined(chain, next[0] == end ? next : reversed(next));
                        grew = true;
                        break;
                    }
                }
            }
            if (chain[0] == chain[chain.length - 1] && chain.length >= 4) {
                rings.add(chain);
            }
        }
        return rings;
    }

    private static long[] joined(long[] a, long[] b) {
        long[] all = Arrays.copyOf(a, a.length + b.length - 1);
        System.arraycopy(b, 1, all, a.length, b.length - 1);
        return all;
    }

    static long[] reversed(long[] nodes) {
        long[] reversed = new long[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            reversed[i] = nodes[nodes.length - 1 - i];
        }
        return reversed;
    }

    private Optional<LinearRing> ring(long[] nodes) {
        Coordinate[] points = points(nodes);
        return points.length == nodes.length && points.length >= 4
                ? Optional.of(geometries.createLinearRing(points))
                : Optional.empty();
    }

    private Coordinate[] points(long[] nodes) {
        return Arrays.stream(nodes)
                .filter(data.nodes()::contains)
                .mapToObj(data.nodes()::get)
                .toArray(Coordinate[]::new);
    }
}
