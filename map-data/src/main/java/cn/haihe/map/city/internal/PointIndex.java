package cn.haihe.map.city.internal;

import cn.haihe.map.city.Near;
import cn.haihe.map.geo.Distances;
import cn.haihe.map.geo.LonLat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/** Things that lie at one point each. */
public final class PointIndex<T> {
    private final STRtree tree = new STRtree();
    private final List<T> things;
    private final Function<T, LonLat> position;

    public PointIndex(List<T> things, Function<T, LonLat> position) {
        this.things = List.copyOf(things);
        this.position = position;
        for (int i = 0; i < things.size(); i++) {
            LonLat at = position.apply(things.get(i));
            tree.insert(new Envelope(new Coordinate(at.lon(), at.lat())), i);
        }
        tree.build();
    }

    public List<Near<T>> near(LonLat point, double metres) {
        List<Integer> candidates = new ArrayList<>();
        tree.query(SearchBox.around(point, metres), found -> candidates.add((Integer) found));
        return candidates.stream()
                .sorted()
                .map(things::get)
                .map(thing -> new Near<>(thing, Distances.metres(point, position.apply(thing))))
                .filter(near -> near.distanceMetres() <= metres)
                .sorted(Comparator.comparingDouble(Near::distanceMetres))
                .toList();
    }
}
