package cn.haihe.map.city;

import cn.haihe.map.city.internal.PointIndex;
import cn.haihe.map.city.internal.SegmentIndex;
import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.geo.LonLat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * Finds what of a city lies where. Built whole in the constructor and immutable afterwards, so any thread may ask.
 *
 * <p>All answers are ordered by distance, nearest first, and by the order in the city where distances are equal.
 */
public final class CityIndex {
    private static final GeometryFactory POINTS = new GeometryFactory();

    private final City city;
    private final SegmentIndex segments;
    private final PointIndex<Junction> junctions;
    private final PointIndex<BusStop> busStops;
    private final PointIndex<CarPark> carParks;
    private final Map<Long, List<Segment>> segmentsByWay;
    private final List<PreparedGeometry> boundaries;

    public CityIndex(City city) {
        this.city = city;
        segments = new SegmentIndex(city.segments());
        junctions = new PointIndex<>(city.junctions(), Junction::position);
        busStops = new PointIndex<>(city.busStops(), BusStop::position);
        carParks = new PointIndex<>(city.carParks(), CarPark::position);
        segmentsByWay = city.segments().stream()
                .collect(Collectors.groupingBy(Segment::wayId, Collectors.toUnmodifiableList()));
        boundaries = city.districts().stream()
                .map(district -> PreparedGeometryFactory.prepare(district.boundary()))
                .toList();
    }

    public City city() {
        return city;
    }

    /** Segments that come within so many metres of a point; both directions of a two-way road. */
    public List<NearSegment> segmentsNear(LonLat point, double metres) {
        return segments.near(point, metres);
    }

    /** Segments whose box touches this one, in the order of the city. */
    public List<Segment> segmentsIn(BoundingBox box) {
        return segments.in(box);
    }

    /** Segments of an OSM way, in the order of the city: piece by piece, forward before backward. */
    public List<Segment> segmentsOfWay(long wayId) {
        return segmentsByWay.getOrDefault(wayId, List.of());
    }

    public List<Near<Junction>> junctionsNear(LonLat point, double metres) {
        return junctions.near(point, metres);
    }

    public List<Near<BusStop>> busStopsNear(LonLat point, double metres) {
        return busStops.near(point, metres);
    }

    public List<Near<CarPark>> carParksNear(LonLat point, double metres) {
        return carParks.near(point, metres);
    }

    /** The first district of the city whose boundary contains the point. */
    public Optional<District> findDistrict(LonLat point) {
        Point at = POINTS.createPoint(new Coordinate(point.lon(), point.lat()));
        for (int i = 0; i < boundaries.size(); i++) {
            if (boundaries.get(i).covers(at)) {
                return Optional.of(city.districts().get(i));
            }
        }
        return Optional.empty();
    }
}
