package cn.haihe.map.demo.internal;

import cn.haihe.map.demo.DemoScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * A demo city, drawn and ready to write.
 *
 * @param signals nodes with signals, ascending
 * @param runs the edges of the net as OSM ways
 */
public record CityPlan(
        Facts facts,
        Geometry region,
        River river,
        List<KnownLines.PlacedBridge> bridges,
        StreetNet net,
        Set<Integer> signals,
        BusLines.Plan buses,
        List<Restrictions.Restriction> restrictions,
        List<WayRuns.Run> runs,
        List<CarParks.CarPark> carParks,
        List<GuidanceSigns.Sign> guidanceSigns) {
    /** The city ends this many metres outside its outermost ring. */
    private static final double BEYOND_RING = 300;

    public static CityPlan draw(DemoScale scale, long seed) {
        Facts facts = Facts.load();
        River river = River.of(facts);
        Geometry ring = new GeometryFactory()
                .createPolygon(closed(facts.road(scale.edgeRoadId()).line()));
        Geometry region = ring.buffer(BEYOND_RING);
        Streets streets = new Streets();
        StreetNet net = new StreetNet();
        Skeleton skeleton = new Skeleton(net, river);
        List<KnownLines.PlacedBridge> bridges = new KnownLines(facts, river, region, streets, skeleton).draw();
        StreetNames names = new StreetNames(facts, new Random(seed));
        new Lattice(net, skeleton, river, region, ring.buffer(10), scale.spacingFactor(), names, streets, seed).draw();
        skeleton.finish();
        Connectivity.mend(net, river);
        Set<Integer> signals = Signals.choose(net, scale.signalJunctions());
        BusLines.Plan buses = new BusLines(net, facts, scale, seed).plan();
        List<Restrictions.Restriction> restrictions = Restrictions.choose(net, signals, buses, new Random(seed + 1));
        List<WayRuns.Run> runs = WayRuns.of(net, buses, restrictions);
        List<CarParks.CarPark> carParks =
                new CarParks(net, facts, river, region, new Random(seed + 2)).place(scale.carParks());
        List<GuidanceSigns.Sign> signs = GuidanceSigns.place(net, region, scale.guidanceSigns());
        return new CityPlan(facts, region, river, bridges, net, signals, buses, restrictions, runs, carParks, signs);
    }

    List<Facts.Spot> stationsInside() {
        PreparedGeometry inside = PreparedGeometryFactory.prepare(region);
        GeometryFactory points = new GeometryFactory();
        return facts.stations().stream()
                .filter(station -> inside.contains(points.createPoint(station.position())))
                .toList();
    }

    private static Coordinate[] closed(List<Coordinate> line) {
        List<Coordinate> ring = new ArrayList<>(line);
        if (!ring.get(0).equals2D(ring.get(ring.size() - 1))) {
            ring.add(ring.get(0));
        }
        return ring.toArray(Coordinate[]::new);
    }
}
