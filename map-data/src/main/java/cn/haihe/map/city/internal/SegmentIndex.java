package cn.haihe.map.city.internal;

import cn.haihe.map.city.NearSegment;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.geo.Distances;
import cn.haihe.map.geo.LocalPlane;
import cn.haihe.map.geo.LonLat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/** Segments by the boxes around them. */
public final class SegmentIndex {
    private final STRtree tree = new STRtree();

    public SegmentIndex(List<Segment> segments) {
        segments.forEach(segment -> tree.insert(segment.geometry().getEnvelopeInternal(), segment));
        tree.build();
    }

    public List<Segment> in(BoundingBox box) {
        List<Segment> found = query(new Envelope(box.minLon(), box.maxLon(), box.minLat(), box.maxLat()));
        found.sort(Comparator.comparingInt(Segment::index));
        return found;
    }

    public List<NearSegment> near(LonLat point, double metres) {
        LocalPlane plane = new LocalPlane(point);
        List<NearSegment> near = new ArrayList<>();
        for (Segment segment : query(SearchBox.around(point, metres))) {
            NearSegment place = nearestPlace(segment, plane);
            if (place.distanceMetres() <= metres) {
                near.add(place);
            }
        }
        near.sort(Comparator.comparingDouble(NearSegment::distanceMetres)
                .thenComparingInt(place -> place.segment().index()));
        return near;
    }

    private List<Segment> query(Envelope box) {
        List<Segment> found = new ArrayList<>();
        tree.query(box, item -> found.add((Segment) item));
        return found;
    }

    /** The place on a segment nearest to the plane's origin. */
    private static NearSegment nearestPlace(Segment segment, LocalPlane plane) {
        CoordinateSequence points = segment.geometry().getCoordinateSequence();
        double travelled = 0;
        double nearest = Double.MAX_VALUE;
        double along = 0;
        double bearing = 0;
        for (int i = 1; i < points.size(); i++) {
            double ax = plane.x(points.getX(i - 1));
            double ay = plane.y(points.getY(i - 1));
            double dx = plane.x(points.getX(i)) - ax;
            double dy = plane.y(points.getY(i)) - ay;
            double length = Math.hypot(dx, dy);
            double part = length == 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (length * length)));
            double distance = Math.hypot(ax + part * dx, ay + part * dy);
            if (distance < nearest) {
                nearest = distance;
                along = travelled + part * length;
                bearing = Distances.normalDegrees(Math.toDegrees(Math.atan2(dx, dy)));
            }
            travelled += length;
        }
        double fraction = travelled == 0 ? 0 : Math.min(1, along / travelled);
        return new NearSegment(segment, nearest, fraction, bearing);
    }
}
