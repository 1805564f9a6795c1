package cn.haihe.map.demo.internal;

import cn.haihe.map.demo.internal.StreetNet.Edge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/** Car parks made up: beside true hospitals, stations and other places first, then beside streets. */
final class CarParks {
    private static final String[] TYPES = {"underground", "surface", "multi-storey"};
    private static final double OFF_STREET = 32;

    /** @param type value of the tag {@code parking} */
    record CarPark(String zh, String en, Coordinate position, int capacity, String type) {}

    private final StreetNet net;
    private final Facts facts;
    private final River river;
    private final PreparedGeometry region;
    private final Random random;
    private final GeometryFactory points = new GeometryFactory();
    private final Map<String, Integer> timesNamed = new HashMap<>();

    CarParks(StreetNet net, Facts facts, River river, Geometry region, Random random) {
        this.net = net;
        this.facts = facts;
        this.river = river;
        this.region = PreparedGeometryFactory.prepare(region);
        this.random = random;
    }

    List<CarPark> place(int wanted) {
        List<CarPark> parks = new ArrayList<>();
        List<Facts.Spot> spots = new ArrayList<>(facts.places());
        facts.stations().stream().filter(station -> random.nextInt(3) == 0).forEach(spots::add);
        for (Facts.Spot spot : spots) {
            if (parks.size() < wanted && region.contains(points.createPoint(spot.position()))) {
                double angle = random.nextDouble() * 2 * Math.PI;
                Coordinate at = new Coordinate(
                        spot.position().x + 60 * Math.cos(angle), spot.position().y + 60 * Math.sin(angle));
                boolean station = spot.kind().equals("station");
                add(parks, station ? spot.zh() + "站" : spot.zh(), station ? spot.en() + " Station" : "", at, 250);
            }
        }
        List<Edge> edges = net.edges();
        for (int tries = 0; parks.size() < wanted && tries < wanted * 50; tries++) {
            Edge edge = edges.get(random.nextInt(edges.size()));
            // Car parks crowd where the city is dense: a street far out is taken less often.
            Coordinate p = net.at(edge.a);
            if (net.length(edge) > 60 && random.nextDouble() < 0.25 + Math.exp(-Math.hypot(p.x, p.y) / 5_000)) {
                add(parks, edge.street.zh(), edge.street.en(), beside(edge), 120);
            }
        }
        return parks;
    }

    private Coordinate beside(Edge edge) {
        Coordinate p = net.at(edge.a);
        Coordinate q = net.at(edge.b);
        double length = p.distance(q);
        double side = random.nextBoolean() ? OFF_STREET : -OFF_STREET;
        double t = 0.25 + random.nextDouble() / 2;
        return new Coordinate(
                p.x + t * (q.x - p.x) - side * (q.y - p.y) / length,
                p.y + t * (q.y - p.y) + side * (q.x - p.x) / length);
    }

    private void add(List<CarPark> parks, String zh, String en, Coordinate at, int usualCapacity) {
        if (river.preparedWater.contains(points.createPoint(at)) || !region.contains(points.createPoint(at))) {
            return;
        }
        int time = timesNamed.merge(zh, 1, Integer::sum);
        int capacity = Math.max(30, (int) Math.round(usualCapacity * Math.exp(random.nextGaussian() * 0.6)));
        parks.add(new CarPark(
                time == 1 ? zh + "停车场" : zh + time + "号停车场",
                en.isEmpty() ? "" : time == 1 ? en + " Car Park" : en + " Car Park " + time,
                at,
                capacity,
                TYPES[random.nextInt(TYPES.length)]));
    }
}
