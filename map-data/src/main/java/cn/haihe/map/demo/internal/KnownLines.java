package cn.haihe.map.demo.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.linearref.LengthIndexedLine;
import org.locationtech.jts.operation.linemerge.LineMerger;

/** Draws what the facts tell onto the skeleton: the true roads, the bridges in their order, the roads on the banks. */
final class KnownLines {
    private static final double BRIDGE_REACH = 230;
    /** A road that crosses the river this near to where a bridge is thought to be is the road of that bridge. */
    private static final double SAME_BRIDGE = 330;

    private final Facts facts;
    private final River river;
    private final Geometry region;
    private final Streets streets;
    private final Skeleton skeleton;
    private final GeometryFactory geometry = new GeometryFactory();

    KnownLines(Facts facts, River river, Geometry region, Streets streets, Skeleton skeleton) {
        this.facts = facts;
        this.river = river;
        this.region = region;
        this.streets = streets;
        this.skeleton = skeleton;
    }

    /** A bridge and where it is, known or guessed from its order. */
    record PlacedBridge(Facts.Bridge bridge, Coordinate middle) {}

    /** Returns the bridges inside the region. */
    List<PlacedBridge> draw() {
        List<Facts.Road> roads = new ArrayList<>(facts.roads());
        roads.sort(Comparator.comparing(KnownLines::kind));
        for (Facts.Road road : roads) {
            String source = "OpenStreetMap, " + road.certainty() + " certainty";
            Street street = streets.add(road.zh(), road.en(), kind(road), source);
            inside(road.line()).forEach(line -> skeleton.draw(street, line));
        }
        List<PlacedBridge> bridges = drawBridges(roads);
        drawBanks();
        return bridges;
    }

    private static Kind kind(Facts.Road road) {
        return Kind.valueOf(road.kind().toUpperCase(java.util.Locale.ROOT));
    }

    private List<PlacedBridge> drawBridges(List<Facts.Road> roads) {
        List<PlacedBridge> placedBridges = new ArrayList<>();
        List<Double> crossed = crossedByRoads(roads);
        double[] places = places(crossed);
        for (Facts.Bridge bridge : facts.bridges()) {
            double place = places[bridge.order()];
            Optional<Double> byRoad = crossed.stream()
                    .filter(other -> Math.abs(other - place) < SAME_BRIDGE)
                    .min(Comparator.comparingDouble(other -> Math.abs(other - place)));
            Coordinate middle = river.at(byRoad.orElse(place));
            if (!region.contains(geometry.createPoint(middle))) {
                continue;
            }
            placedBridges.add(new PlacedBridge(bridge, middle));
            if (byRoad.isPresent()) {
                continue;
            }
            boolean placed = bridge.position().isPresent();
            String source = placed ? bridge.certainty() + " certainty of place" : "synthetic, name and order known";
            Street street = streets.add(bridge.zh(), bridge.en(), Kind.SECONDARY, source);
            List<Coordinate> line = gapOfRoads(roads, bridge).orElseGet(() -> river.across(place, BRIDGE_REACH));
            inside(line).forEach(part -> skeleton.draw(street, part));
        }
        return placedBridges;
    }

    /** Two roads that end on either side of a bridge's place are joined by it. */
    private Optional<List<Coordinate>> gapOfRoads(List<Facts.Road> roads, Facts.Bridge bridge) {
        if (bridge.position().isEmpty()) {
            return Optional.empty();
        }
        List<Coordinate> ends = new ArrayList<>();
        for (Facts.Road road : roads) {
            ends.add(road.line().get(0));
            ends.add(road.line().get(road.line().size() - 1));
        }
        for (Coordinate p : ends) {
            for (Coordinate q : ends) {
                double length = p.distance(q);
                if (length > 200
                        && length < 700
                        && new LineSegment(p, q).distance(bridge.position().get()) < 120
                        && river.course.crosses(geometry.createLineString(new Coordinate[] {p, q}))) {
                    return Optional.of(List.of(p, q));
                }
            }
        }
        return Optional.empty();
    }

    private List<Double> crossedByRoads(List<Facts.Road> roads) {
        LengthIndexedLine along = new LengthIndexedLine(river.course);
        List<Double> places = new ArrayList<>();
        for (Facts.Road road : roads) {
            LineString line = geometry.createLineString(road.line().toArray(Coordinate[]::new));
            for (Coordinate at : river.course.intersection(line).getCoordinates()) {
                places.add(along.project(at));
            }
        }
        return places;
    }

    /** By order: known, or spread evenly between those known. The last bridge is the Outer Ring's. */
    private double[] places(List<Double> crossed) {
        TreeMap<Integer, Double> known = new TreeMap<>();
        facts.bridges()
                .forEach(bridge -> bridge.position().ifPresent(at -> known.put(bridge.order(), river.placeOf(at))));
        int last = facts.bridges().size();
        known.put(last, crossed.stream().max(Comparator.naturalOrder()).orElse(river.course.getLength()));
        double[] places = new double[last + 1];
        for (int order = 1; order <= last; order++) {
            var before = known.floorEntry(order);
            var after = known.ceilingEntry(order);
            double share = before.getKey().equals(after.getKey())
                    ? 0
                    : (double) (order - before.getKey()) / (after.getKey() - before.getKey());
            places[order] = before.getValue() + share * (after.getValue() - before.getValue());
        }
        return places;
    }

    private void drawBanks() {
        Street left = streets.add("海河东路", "Haihe East Road", Kind.SECONDARY, Street.SYNTHETIC);
        Street right = streets.add("海河西路", "Haihe West Road", Kind.SECONDARY, Street.SYNTHETIC);
        Coordinate[] ring = river.bankRoad().getCoordinates();
        List<Coordinate> run = new ArrayList<>();
        boolean runIsLeft = isLeft(ring[0]);
        for (Coordinate at : ring) {
            boolean isLeft = isLeft(at);
            run.add(at);
            if (isLeft != runIsLeft) {
                drawBank(runIsLeft ? left : right, run);
                run = new ArrayList<>(List.of(at));
                runIsLeft = isLeft;
            }
        }
        drawBank(runIsLeft ? left : right, run);
    }

    private void drawBank(Street street, List<Coordinate> run) {
        if (run.size() >= 2) {
            inside(run).forEach(line -> skeleton.draw(street, line));
        }
    }

    private boolean isLeft(Coordinate at) {
        LengthIndexedLine course = new LengthIndexedLine(river.course);
        double place = course.project(at);
        Coordinate from = course.extractPoint(Math.max(0, place - 20));
        Coordinate to = course.extractPoint(place + 20);
        return Orientation.index(from, to, at) == Orientation.LEFT;
    }

    private List<List<Coordinate>> inside(List<Coordinate> line) {
        Geometry part = region.intersection(geometry.createLineString(line.toArray(Coordinate[]::new)));
        LineMerger merger = new LineMerger();
        merger.add(part);
        List<List<Coordinate>> lines = new ArrayList<>();
        for (Object merged : merger.getMergedLineStrings()) {
            lines.add(List.of(((LineString) merged).getCoordinates()));
        }
        return lines;
    }
}
