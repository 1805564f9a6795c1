package cn.haihe.routing.guidance.internal;

import cn.haihe.map.city.City;
import cn.haihe.map.city.GuidanceSign;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.RoadClass;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.Distances;
import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.Route;
import cn.haihe.routing.guidance.Destination;
import cn.haihe.routing.guidance.GuideWay;
import cn.haihe.routing.guidance.PlanRules;
import cn.haihe.routing.guidance.WaysAhead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Candidates for the ways from one sign to one destination. */
public final class WaySelection {
    /** A way by a place that makes the crow fly so much farther takes too long on streets as well. */
    private static final double VIA_DETOUR_MAX = 1.35;

    private static final double VIA_ASIDE_METRES_MIN = 300;
    private static final double VIA_APART_METRES_MIN = 500;

    private final City city;
    private final PlanRules rules;
    private final GuidanceSign sign;
    private final Segment read;
    private final Destination destination;
    private final Map<List<Integer>, Double> freeSecondsByWay = new HashMap<>();

    public WaySelection(City city, PlanRules rules, GuidanceSign sign, Segment read, Destination destination) {
        this.city = city;
        this.rules = rules;
        this.sign = sign;
        this.read = read;
        this.destination = destination;
    }

    /** Takes a way unless it does not begin in the direction of the sign's traffic or turns back upon itself. */
    public void offer(Route route) {
        List<Integer> segments = route.segments();
        if (segments.isEmpty() || segments.get(0) != read.index()) {
            return;
        }
        Set<String> pieces = new HashSet<>();
        for (int segment : segments) {
            String id = city.segments().get(segment).id();
            // Both directions of a piece differ in the last letter only.
            if (!pieces.add(id.substring(0, id.length() - 1))) {
                return;
            }
        }
        freeSecondsByWay.put(segments, freeSeconds(segments));
    }

    public boolean isEmpty() {
        return freeSecondsByWay.isEmpty();
    }

    public boolean isFull() {
        return choose().map(ways -> ways.alternatives().size() >= rules.alternativesMax())
                .orElse(false);
    }

    /** Parts of the main way that a detour may keep out of, by ids of segments: its middle, and all but its ends. */
    public List<Set<String>> partsOfMain() {
        return choose().map(ways -> ways.main().segments())
                .filter(main -> main.size() >= 3)
                .map(main -> List.of(
                        ids(main.subList(main.size() / 3, (2 * main.size() + 2) / 3)),
                        ids(main.subList(1, main.size() - 1))))
                .orElse(List.of());
    }

    private Set<String> ids(List<Integer> segments) {
        return segments.stream()
                .map(segment -> city.segments().get(segment).id())
                .collect(Collectors.toSet());
    }

    /** Signal junctions aside of the ways so far, in an order that spreads them. */
    public List<LonLat> viaPoints(LonLat start, int max) {
        double direct = Distances.metres(start, destination.position());
        List<LonLat> onWay = freeSecondsByWay.keySet().stream()
                .flatMap(List::stream)
                .map(segment -> city.segments().get(segment).geometry().getCoordinateN(0))
                .map(at -> new LonLat(at.x, at.y))
                .toList();
        List<LonLat> chosen = new ArrayList<>();
        city.junctions().stream()
                .map(Junction::position)
                .filter(via -> Distances.metres(start, via) + Distances.metres(via, destination.position())
                        <= VIA_DETOUR_MAX * direct)
                .filter(via -> isApart(via, onWay, VIA_ASIDE_METRES_MIN))
                .sorted(Comparator.comparingDouble(
                        via -> Math.abs(Distances.metres(start, via) - Distances.metres(via, destination.position()))))
                .forEach(via -> {
                    if (chosen.size() < max && isApart(via, chosen, VIA_APART_METRES_MIN)) {
                        chosen.add(via);
                    }
                });
        return chosen;
    }

    private static boolean isApart(LonLat point, List<LonLat> others, double metres) {
        return others.stream().allMatch(other -> Distances.metres(point, other) >= metres);
    }

    /** The fastest on empty streets is the main way; then those that differ from it and from each other. */
    public Optional<WaysAhead> choose() {
        List<List<Integer>> byTime = freeSecondsByWay.keySet().stream()
                .sorted(Comparator.comparingDouble((List<Integer> way) -> freeSecondsByWay.get(way))
                        .thenComparing(List::toString))
                .toList();
        if (byTime.isEmpty()) {
            return Optional.empty();
        }
        List<List<Integer>> chosen = new ArrayList<>(byTime.subList(0, 1));
        double secondsMax = rules.slowerMax() * freeSecondsByWay.get(byTime.get(0));
        for (List<Integer> way : byTime) {
            if (chosen.size() <= rules.alternativesMax()
                    && freeSecondsByWay.get(way) <= secondsMax
                    && chosen.stream().allMatch(other -> sharedPart(way, other) <= rules.sharedMax())) {
                chosen.add(way);
            }
        }
        List<GuideWay> ways = new ArrayList<>();
        for (List<Integer> way : chosen) {
            List<List<Integer>> others =
                    chosen.stream().filter(other -> other != way).toList();
            ways.add(new GuideWay(id(way), via(way, others), way, sign.fraction()));
        }
        return Optional.of(new WaysAhead(destination, ways.get(0), ways.subList(1, ways.size())));
    }

    private double freeSeconds(List<Integer> way) {
        return way.stream()
                .map(city.segments()::get)
                .mapToDouble(segment -> segment.lengthMetres() * 3.6 / segment.speedLimitKmh())
                .sum();
    }

    private double sharedPart(List<Integer> way, List<Integer> other) {
        Set<Integer> known = new HashSet<>(other);
        double all = 0;
        double shared = 0;
        for (int segment : way) {
            double metres = city.segments().get(segment).lengthMetres();
            all += metres;
            shared += known.contains(segment) ? metres : 0;
        }
        return all == 0 ? 1 : shared / all;
    }

    private String id(List<Integer> way) {
        String pieces =
                way.stream().map(segment -> city.segments().get(segment).id()).collect(Collectors.joining(" "));
        return sign.id() + "-" + destination.id() + "-" + Integer.toHexString(pieces.hashCode());
    }

    /** The main street that it goes along farthest and the other ways do not. */
    private Names via(List<Integer> way, List<List<Integer>> others) {
        Set<Integer> elsewhere = others.stream().flatMap(List::stream).collect(Collectors.toSet());
        Map<Names, Double> metres = new HashMap<>();
        for (int index : way) {
            Segment segment = city.segments().get(index);
            if (!elsewhere.contains(index) && !segment.names().isEmpty()) {
                double weight = segment.roadClass().compareTo(RoadClass.TERTIARY) < 0 ? 1 : 0.5;
                metres.merge(segment.names(), weight * segment.lengthMetres(), Double::sum);
            }
        }
        return metres.keySet().stream()
                .min(Comparator.comparingDouble((Names names) -> -metres.get(names))
                        .thenComparing(Names::zh))
                .orElse(read.names());
    }
}
