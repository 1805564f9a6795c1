package cn.haihe.map.city;

import cn.haihe.map.geo.BoundingBox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
    private final List<GuidanceSign> guidanceSigns;
    private final List<District> districts;
    private final List<Water> waters;
    private final SegmentIds segmentIds;
    private final Map<String, Junction> junctionById;
    private final Map<String, BusStop> busStopById;
    private final Map<String, BusRoute> busRouteById;
    private final Map<String, CarPark> carParkById;
    private final Map<String, GuidanceSign> guidanceSignById;

    private City(Builder builder) {
        origin = builder.origin;
        segments = builder.segments;
        junctions = builder.junctions;
        busStops = builder.busStops;
        busRoutes = builder.busRoutes;
        carParks = builder.carParks;
        guidanceSigns = builder.guidanceSigns;
        districts = builder.districts;
        waters = builder.waters;
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).index() != i) {
                throw new IllegalArgumentException("segment " + segments.get(i).id() + " is not at its index");
            }
        }
        segmentIds = new SegmentIds(segments);
        junctionById = byId(junctions, Junction::id);
        busStopById = byId(busStops, BusStop::id);
        busRouteById = byId(busRoutes, BusRoute::id);
        carParkById = byId(carParks, CarPark::id);
        guidanceSignById = byId(guidanceSigns, GuidanceSign::id);
        for (GuidanceSign sign : guidanceSigns) {
            if (segmentIds.find(sign.segmentId()).isEmpty()) {
                throw new IllegalArgumentException("guidance sign " + sign.id() + " stands on no segment of the city");
            }
        }
        bounds = boundsOf(segments);
    }

    /** Begins a city of these segments, in the order of their index, and nothing else. */
    public static Builder builder(CityOrigin origin, List<Segment> segments) {
        return new Builder(origin, segments);
    }

    /** This city to be built again with something in another place. */
    public Builder toBuilder() {
        return new Builder(origin, segments)
                .junctions(junctions)
                .busStops(busStops)
                .busRoutes(busRoutes)
                .carParks(carParks)
                .guidanceSigns(guidanceSigns)
                .districts(districts)
                .waters(waters);
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

    public List<GuidanceSign> guidanceSigns() {
        return guidanceSigns;
    }

    public List<District> districts() {
        return districts;
    }

    public List<Water> waters() {
        return waters;
    }

    public Optional<Segment> findSegment(String id) {
        OptionalInt index = segmentIds.find(id);
        return index.isPresent() ? Optional.of(segments.get(index.getAsInt())) : Optional.empty();
    }

    /** The index of a segment; for whoever asks more often than it needs the segment itself. */
    public OptionalInt findSegmentIndex(String id) {
        return segmentIds.find(id);
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

    public Optional<GuidanceSign> findGuidanceSign(String id) {
        return Optional.ofNullable(guidanceSignById.get(id));
    }

    /** Collects a city; what is not given is empty. */
    public static final class Builder {
        private final CityOrigin origin;
        private final List<Segment> segments;
        private List<Junction> junctions = List.of();
        private List<BusStop> busStops = List.of();
        private List<BusRoute> busRoutes = List.of();
        private List<CarPark> carParks = List.of();
        private List<GuidanceSign> guidanceSigns = List.of();
        private List<District> districts = List.of();
        private List<Water> waters = List.of();

        private Builder(CityOrigin origin, List<Segment> segments) {
            this.origin = origin;
            this.segments = List.copyOf(segments);
        }

        public Builder junctions(List<Junction> all) {
            junctions = List.copyOf(all);
            return this;
        }

        public Builder busStops(List<BusStop> all) {
            busStops = List.copyOf(all);
            return this;
        }

        public Builder busRoutes(List<BusRoute> all) {
            busRoutes = List.copyOf(all);
            return this;
        }

        public Builder carParks(List<CarPark> all) {
            carParks = List.copyOf(all);
            return this;
        }

        public Builder guidanceSigns(List<GuidanceSign> all) {
            guidanceSigns = List.copyOf(all);
            return this;
        }

        public Builder districts(List<District> all) {
            districts = List.copyOf(all);
            return this;
        }

        public Builder waters(List<Water> all) {
            waters = List.copyOf(all);
            return this;
        }

        /**
         * @throws IllegalArgumentException where two objects of a kind share an id, a segment's index is not its place, a
         *     sign stands on no segment, or there is no segment
         */
        public City build() {
            return new City(this);
        }
    }
}
