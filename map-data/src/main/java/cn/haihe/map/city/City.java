package cn.haihe.map.city;

import cn.haihe.map.geo.BoundingBox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.locationtech.jts.geom.Envelope;

/**
 * A city as data: immutable, so any thread may read it. Segments stand in the order of their index.
 *
 * <p>Every object has an id that names it to the outside; {@code findX} looks one up.
 */
public final class City {
    private final CityOrigin origin;
    private final BoundingBox bounds;
    private final List<Segment> segments;
    private final List<Junction> junctions;
    private final List<BusStop> busStops;
    private final List<BusRoute> busRoutes;
    private final List<CarPark> carParks;
    private final List<District> districts;
    private final List<Water> waters;
    private final Map<String, Segment> segmentById;
    private final Map<String, Junction> junctionById;
    private final Map<String, BusStop> busStopById;
    private final Map<String, BusRoute> busRouteById;
    private final Map<String, CarPark> carParkById;

    /** @throws IllegalArgumentException where two objects of a kind share an id or a segment's index is not its place */
    public City(
            CityOrigin origin,
            List<Segment> segments,
            List<Junction> junctions,
            List<BusStop> busStops,
            List<BusRoute> busRoutes,
            List<CarPark> carParks,
            List<District> districts,
            List<Water> waters) {
        this.origin = origin;
        this.segments = List.copyOf(segments);
        this.junctions = List.copyOf(junctions);
        this.busStops = List.copyOf(busStops);
        this.busRoutes = List.copyOf(busRoutes);
        this.carParks = List.copyOf(carParks);
        this.districts = List.copyOf(districts);
        this.waters = List.copyOf(waters);
        for (int i = 0; i < this.segments.size(); i++) {
            if (this.segments.get(i).index() != i) {
                throw new IllegalArgumentException(
                        "segment " + this.segments.get(i).id() + " is not at its index");
            }
        }
        segmentById = byId(this.segments, Segment::id);
        junctionById = byId(this.junctions, Junction::id);
        busStopById = byId(this.busStops, BusStop::id);
        busRouteById = byId(this.busRoutes, BusRoute::id);
        carParkById = byId(this.carParks, CarPark::id);
        bounds = boundsOf(this.segments);
    }

    private static <T> Map<String, T> byId(List<T> things, Function<T, String> id) {
        Map<String, T> map = new HashMap<>(things.size() * 2);
        for (T thing : things) {
            if (map.put(id.apply(thing), thing) != null) {
                throw new IllegalArgumentException("two objects have the id " + id.apply(thing));
            }
        }
        return map;
    }

    private static BoundingBox boundsOf(List<Segment> segments) {
        Envelope all = new Envelope();
        segments.forEach(segment -> all.expandToInclude(segment.geometry().getEnvelopeInternal()));
        if (all.isNull()) {
            throw new IllegalArgumentException("a city has at least one segment");
        }
        return new BoundingBox(all.getMinX(), all.getMinY(), all.getMaxX(), all.getMaxY());
    }

    public CityOrigin origin() {
        return origin;
    }

    /** The box around all segments. */
    public BoundingBox bounds() {
        return bounds;
    }

    public List<Segment> segments() {
        return segments;
    }

    public List<Junction> junctions() {
        return junctions;
    }

    public List<BusStop> busStops() {
        return busStops;
    }

    public List<BusRoute> busRoutes() {
        return busRoutes;
    }

    public List<CarPark> carParks() {
        return carParks;
    }

    public List<District> districts() {
        return districts;
    }

    public List<Water> waters() {
        return waters;
    }

    public Optional<Segment> findSegment(String id) {
        return Optional.ofNullable(segmentById.get(id));
    }

    public Optional<Junction> findJunction(String id) {
        return Optional.ofNullable(junctionById.get(id));
    }

    public Optional<BusStop> findBusStop(String id) {
        return Optional.ofNullable(busStopById.get(id));
    }

    public Optional<BusRoute> findBusRoute(String id) {
        return Optional.ofNullable(busRouteById.get(id));
    }

    public Optional<CarPark> findCarPark(String id) {
        return Optional.ofNullable(carParkById.get(id));
    }
}
