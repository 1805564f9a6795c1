package cn.haihe.routing.guidance;

import cn.haihe.map.city.City;
import cn.haihe.map.city.CityOrigin;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.RoadClass;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.LonLat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A town of one choice: from a sign to a bridge by a trunk road of 4 km, a primary one of 4.5 km or a secondary one of
 * 5 km, each in pieces of half a kilometre.
 */
final class ParallelWays {
    static final Destination BRIDGE =
            new Destination("j1", new Names("光华桥", "Guanghua Bridge"), new LonLat(117.2, 39.1));
    private static final double PIECE_METRES = 500;
    private static final Names[] STREETS = {
        new Names("大沽南路", "South Dagu Road"),
        new Names("解放南路", "South Jiefang Road"),
        new Names("台儿庄路", "Taierzhuang Road")
    };

    private final List<Segment> segments = new ArrayList<>();
    private final List<GuideWay> ways = new ArrayList<>();
    private final City city;

    ParallelWays() {
        this(1);
    }

    /** @param signs each on a street of its own that ends where the three ways begin */
    ParallelWays(int signs) {
        for (int sign = 0; sign < signs; sign++) {
            add(RoadClass.TRUNK, 5, 60, new Names("进口" + sign, "Entry " + sign));
        }
        List<List<Integer>> shared = List.of(
                pieces(8, RoadClass.TRUNK, 3, 60, STREETS[0]),
                pieces(9, RoadClass.PRIMARY, 2, 50, STREETS[1]),
                pieces(10, RoadClass.SECONDARY, 2, 50, STREETS[2]));
        for (int sign = 0; sign < signs; sign++) {
            for (int way = 0; way < shared.size(); way++) {
                List<Integer> path = new ArrayList<>(List.of(sign));
                path.addAll(shared.get(way));
                ways.add(new GuideWay("s" + sign + "w" + way, STREETS[way], path, 0.5));
            }
        }
        city = City.builder(new CityOrigin(new Names("试", "Test"), true, "none"), segments)
                .build();
    }

    City city() {
        return city;
    }

    /** @param way 0 the main one, 1, 2 the others */
    GuideWay way(int sign, int way) {
        return ways.get(3 * sign + way);
    }

    SignPlan plan(int sign) {
        return new SignPlan(
                "v" + sign, sign, List.of(new WaysAhead(BRIDGE, way(sign, 0), List.of(way(sign, 1), way(sign, 2)))));
    }

    private List<Integer> pieces(int count, RoadClass roadClass, int lanes, double kmh, Names street) {
        return IntStream.range(0, count)
                .mapToObj(i -> add(roadClass, lanes, kmh, street))
                .toList();
    }

    private int add(RoadClass roadClass, int lanes, double kmh, Names street) {
        int index = segments.size();
        segments.add(new Segment(
                index,
                "w" + index + ".0f",
                index,
                index,
                index + 1,
                roadClass,
                lanes,
                kmh,
                street,
                PIECE_METRES,
                new GeometryFactory().createLineString(new Coordinate[] {
                    new Coordinate(117 + 0.006 * index, 39.1), new Coordinate(117.0058 + 0.006 * index, 39.1)
                })));
        return index;
    }
}
