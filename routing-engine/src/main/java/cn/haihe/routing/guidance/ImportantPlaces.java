package cn.haihe.routing.guidance;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.City;
import cn.haihe.map.city.CityIndex;
import cn.haihe.map.city.GuidanceSign;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.NearSegment;
import cn.haihe.map.city.RoadClass;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.Distances;
import cn.haihe.map.geo.LonLat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;

/**
 * The places of a city that signs lead to: signal junctions where two main roads meet, and bridges that bear a name. Not
 * for several threads: it remembers which places are told of already, so that all of them get their sign.
 */
public final class ImportantPlaces {
    private static final double AHEAD_DEGREES_MAX = 70;
    private static final double SAME_BRIDGE_METRES = 600;
    private static final double SIGN_ROAD_METRES = 60;
    private static final double TOLD_AGAIN = 1.5;

    private record Place(Destination destination, double weight) {}

    private final City city;
    private final CityIndex index;
    private final PlanRules rules;
    private final List<Place> places = new ArrayList<>();
    private final List<Junction> junctions = new ArrayList<>();
    private final Map<String, Integer> timesTold = new HashMap<>();

    public ImportantPlaces(CityIndex index, PlanRules rules) {
        this.city = index.city();
        this.index = index;
        this.rules = rules;
        for (Junction junction : city.junctions()) {
            double weight = weight(junction);
            if (weight > 0) {
                junctions.add(junction);
                places.add(new Place(new Destination(junction.id(), junction.names(), junction.position()), weight));
            }
        }
        addBridges();
    }

    /** Signal junctions where two roads of class primary or above meet, in the order of the city. */
    public List<Junction> junctions() {
        return List.copyOf(junctions);
    }

    public static boolean isImportant(RoadClass roadClass) {
        return roadClass.compareTo(RoadClass.PRIMARY) <= 0;
    }

    /** The junction or bridge with this id, whatever its weight. */
    public Optional<Destination> find(String id) {
        return places.stream()
                .map(Place::destination)
                .filter(place -> place.id().equals(id))
                .findFirst()
                .or(() -> city.findJunction(id)
                        .map(junction -> new Destination(id, junction.names(), junction.position())));
    }

    /**
     * What lies ahead of a sign, near ones first: in each ring of distance the place that weighs most and was told of
     * least.
     */
    public List<Destination> ahead(GuidanceSign sign) {
        double heading = heading(sign);
        double step = (rules.farthestMetres() - rules.nearestMetres()) / rules.destinationsMax();
        List<Destination> chosen = new ArrayList<>();
        for (int ring = 0; ring < rules.destinationsMax(); ring++) {
            double from = rules.nearestMetres() + ring * step;
            places.stream()
                    .filter(place -> !chosen.contains(place.destination()))
                    .filter(place -> isAhead(
                            sign.position(), heading, place.destination().position(), from, from + step))
                    .min(Comparator.comparingDouble((Place place) -> -score(place, sign.position(), heading))
                            .thenComparing(place -> place.destination().id()))
                    .ifPresent(place -> chosen.add(place.destination()));
        }
        chosen.forEach(destination -> timesTold.merge(destination.id(), 1, Integer::sum));
        return chosen;
    }

    private double score(Place place, LonLat from, double heading) {
        double bearing = Distances.bearingDegrees(from, place.destination().position());
        double aside = Math.abs(Distances.turnDegrees(heading, bearing)) / AHEAD_DEGREES_MAX;
        return place.weight()
                - aside
                - TOLD_AGAIN * timesTold.getOrDefault(place.destination().id(), 0);
    }

    private static boolean isAhead(LonLat from, double heading, LonLat to, double metresMin, double metresMax) {
        double metres = Distances.metres(from, to);
        return metres >= metresMin
                && metres < metresMax
                && Math.abs(Distances.turnDegrees(heading, Distances.bearingDegrees(from, to))) <= AHEAD_DEGREES_MAX;
    }

    private double heading(GuidanceSign sign) {
        Segment read = city.findSegment(sign.segmentId()).orElseThrow();
        return index.segmentsNear(sign.position(), SIGN_ROAD_METRES).stream()
                .filter(near -> near.segment() == read)
                .findFirst()
                .map(NearSegment::bearingDegrees)
                .orElseGet(() -> {
                    Coordinate from = read.geometry().getCoordinateN(0);
                    Coordinate to =
                            read.geometry().getCoordinateN(read.geometry().getNumPoints() - 1);
                    return Distances.bearingDegrees(from.x, from.y, to.x, to.y);
                });
    }

    /** 0 where not two main roads meet. */
    private double weight(Junction junction) {
        Map<String, RoadClass> streets = new HashMap<>();
        for (Approach approach : junction.approaches()) {
            for (String id : approach.inbound()) {
                city.findSegment(id)
                        .ifPresent(segment -> streets.merge(
                                approach.street().in("zh"),
                                segment.roadClass(),
                                (one, other) -> one.compareTo(other) <= 0 ? one : other));
            }
        }
        List<RoadClass> main = streets.values().stream()
                .filter(ImportantPlaces::isImportant)
                .sorted()
                .toList();
        return main.size() < 2 ? 0 : rank(main.get(0)) + rank(main.get(1));
    }

    private static double rank(RoadClass roadClass) {
        return RoadClass.SECONDARY.ordinal() - roadClass.ordinal();
    }

    /** A bridge is one place however many pieces and carriageways it has. */
    private void addBridges() {
        Map<String, List<LonLat>> known = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (Segment segment : city.segments()) {
            if (!segment.names().zh().endsWith("桥") || segment.roadClass().compareTo(RoadClass.SECONDARY) > 0) {
                continue;
            }
            Coordinate middle = segment.geometry().getCentroid().getCoordinate();
            LonLat at = new LonLat(middle.x, middle.y);
            List<LonLat> same = known.computeIfAbsent(segment.names().zh(), name -> new ArrayList<>());
            String id = "b" + segment.fromNode();
            if (same.stream().allMatch(other -> Distances.metres(other, at) > SAME_BRIDGE_METRES) && ids.add(id)) {
                places.add(new Place(new Destination(id, segment.names(), at), rank(segment.roadClass()) + 2));
            }
            same.add(at);
        }
    }
}
